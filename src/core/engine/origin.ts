import { readSource } from '../import/read-source.ts';
import type { ReadContext, SourceFile, SourceReport } from '../model/source.ts';
import type { SpanSink } from '../model/span-record.ts';
import { readSampleIncident } from '../sample/incident.ts';

/** What the spans of a source come from. It may be read as often as need be. */
export interface Origin {
  /** Null where they are made. */
  readonly file: SourceFile | null;
  readonly read: (sink: SpanSink, context: ReadContext, options: OriginOptions) => Promise<SourceReport>;
}

export interface OriginOptions {
  /** Where its text begins among the texts of all files. */
  readonly firstPlace: number;
  /** False: spans come without their attributes, events and links. */
  readonly keepsAttributes: boolean;
  /** Called between two chunks of the file: nothing is added until it has ended. */
  readonly pause: () => Promise<void>;
}

export function fileOrigin(file: SourceFile): Origin {
  return {
    file,
    read: (sink, context, { firstPlace, keepsAttributes, pause }) =>
      readSource(withPauses(file, pause), sink, context, firstPlace, { keepsAttributes }),
  };
}

/** The built-in sample, made from `seed`. */
export function sampleOrigin(seed: number): Origin {
  return { file: null, read: (sink, context) => readSampleIncident(seed, sink, context) };
}

function withPauses(file: SourceFile, pause: () => Promise<void>): SourceFile {
  return {
    ...file,
    async *chunks(from, to) {
      for await (const chunk of file.chunks(from, to)) {
        await pause();
        yield chunk;
      }
    },
  };
}
