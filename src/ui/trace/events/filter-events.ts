import { stringAt, type JoinedStrings } from '../../../core/lib/joined-strings.ts';
import type { TraceEvents } from '../../../core/engine/trace-answers.ts';
import { operationOf, serviceOf, type OpenedTrace } from '../opened/opened-trace.ts';

/** Which events are listed. */
export interface EventFilter {
  /** Each word must stand in the event's name or attributes, or in the span's service or name. */
  readonly text: string;
  /** Only exceptions of this kind; null: all events. */
  readonly exception: number | null;
}

/** The events that pass the filter, in their order. Words are looked for once among the distinct texts. */
export function filterEvents(
  opened: Pick<OpenedTrace, 'trace'>,
  events: TraceEvents,
  { text, exception }: EventFilter,
): Int32Array {
  const tests = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => testOf(opened, events, word));
  const found = new Int32Array(events.span.length);
  let count = 0;
  for (let event = 0; event < found.length; event++)
    if ((exception === null || events.exception[event] === exception) && tests.every((test) => test(event)))
      found[count++] = event;
  return found.slice(0, count);
}

function testOf(
  opened: Pick<OpenedTrace, 'trace'>,
  events: TraceEvents,
  word: string,
): (event: number) => boolean {
  const { operations, services, spans } = opened.trace;
  const lower = word.toLowerCase();
  const has = (text: string): boolean => text.toLowerCase().includes(lower);
  const isInName = events.names.map(has);
  const isInOperation = operations.map(({ name, service }) => has(name) || has(services[service]!));
  const isInSummary = placesWith(events.summaries, word);
  return (event) =>
    isInName[events.name[event]!]! ||
    isInSummary[events.summary[event]!] === 1 ||
    isInOperation[spans.operation[events.span[event]!]!]!;
}

/** By place: 1 where `word` stands in the string, upper and lower case being equal. One search through all of the text. */
function placesWith({ text, end }: JoinedStrings, word: string): Uint8Array {
  const found = new Uint8Array(end.length);
  const pattern = new RegExp(word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), 'gi');
  let place = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    while (end[place]! <= match.index) place++;
    if (pattern.lastIndex <= end[place]!) {
      found[place] = 1;
      pattern.lastIndex = end[place]!; // the next string
    } else pattern.lastIndex = match.index + 1; // half of it is in the next
  }
  return found;
}

/** What a screen reader says of an event's span: its service and its name. */
export function spanNameOf(opened: Pick<OpenedTrace, 'trace'>, span: number): string {
  return `${serviceOf(opened, span)} ${operationOf(opened, span)}`;
}

/** The attributes of an event in a line. */
export function summaryOf(events: TraceEvents, event: number): string {
  return stringAt(events.summaries, events.summary[event]!);
}
