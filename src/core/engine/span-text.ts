import { MOST_RECORD_BYTES, readRecord, type RecordText } from '../import/read-record.ts';
import { NO_PLACE, spanIdOf } from '../model/dataset.ts';
import type { Cancellable, Detail, SourceFile } from '../model/source.ts';
import { SpanFlag } from '../model/span-enums.ts';
import { assertAwaited } from './assert-awaited.ts';
import type { OpenedFile } from './open-sources.ts';
import type { OpenTrace } from './open-trace.ts';
import { EngineFailure } from './protocol.ts';
import type { SpanParams, SpanText } from './trace-answers.ts';

/** Where a span's record is to be read again. */
export interface RecordPlace {
  readonly spanId: string;
  /** Bits of `SpanFlag`. */
  readonly flags: number;
  /** What the span's source is called. */
  readonly sourceName: string;
  /** Null where no file holds the span. */
  readonly file: SourceFile | null;
  /** In the text of `file`. */
  readonly place: number;
  /** How much is held of what the file has. */
  readonly detail: Detail;
}

/** Finds the file that holds a span. Fails with `no-such-span`. */
export function findRecord(
  open: OpenTrace,
  { span: at }: SpanParams,
  files: readonly OpenedFile[],
): RecordPlace {
  const { dataset, slice } = open;
  const { spans, provenances, sources } = dataset;
  const span = slice.spanOf[open.spanAt(at)];
  const place = spans.place[span];
  const opened = place === NO_PLACE ? null : files.findLast(({ firstPlace }) => firstPlace <= place);
  return {
    spanId: spanIdOf(dataset, span),
    flags: spans.flags[span],
    sourceName: sources[provenances[spans.provenance[span]].source].name,
    file: opened?.source ?? null,
    place: place - (opened?.firstPlace ?? 0),
    detail: opened?.detail ?? 'all',
  };
}

/** Reads a record again from its file. What keeps it from being shown is told in words; only a cancel fails. */
export async function readSpanText(record: RecordPlace, context: Cancellable): Promise<SpanText> {
  const { spanId, flags, sourceName, file, place } = record;
  if (file === null) return { text: null, problem: MADE, file: sourceName, offset: -1 };
  const nothing = { text: null, file: file.name, offset: -1 };
  try {
    const found = await readRecord(whileAwaited(file, context), place, spanId);
    if (found === null) return { ...nothing, problem: CHANGED };
    return { text: found.text, problem: problemOf(found, flags), file: file.name, offset: found.place };
  } catch (error) {
    if (error instanceof EngineFailure) throw error;
    return { ...nothing, problem: GONE };
  }
}

/** `file`, reading which fails once nobody waits for it any more. */
function whileAwaited(file: SourceFile, context: Cancellable): SourceFile {
  return {
    ...file,
    async *chunks(from, to) {
      for await (const chunk of file.chunks(from, to)) {
        assertAwaited(context);
        yield chunk;
      }
    },
  };
}

const MADE = 'TracAgg made this span for its sample: there is no file it stands in.';
const CHANGED =
  'The file holds something else there by now: it was changed after it was opened. Open it again.';
const GONE =
  'The file cannot be read any more: it was changed, moved or deleted after it was opened. Open it again.';

function problemOf({ end }: RecordText, flags: number): string | null {
  if (end === 'large')
    return `The record is larger than ${MOST_RECORD_BYTES >> 20} MB: this is its beginning.`;
  if (end === 'unfinished') return 'The record has no proper end: this is as much of it as there is.';
  return flags & SpanFlag.MERGED ? 'Partial copies of this span were united: this is one of them.' : null;
}
