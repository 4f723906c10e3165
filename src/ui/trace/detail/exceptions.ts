import type { AttributeView, EventView, SpanDetail } from '../../../core/engine/trace-answers.ts';
import {
  EXCEPTION_EVENT_NAMES,
  EXCEPTION_MESSAGE_KEYS,
  EXCEPTION_STACK_KEYS,
  EXCEPTION_TYPE_KEYS,
} from '../../../core/model/exception-keys.ts';

/** What was thrown, as an event of a span records it or its attributes say it. Texts are '' where there are none. */
export interface SpanException {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** Nanoseconds after the span's start; null where no time is known. */
  readonly offset: number | null;
}

/** The exceptions of a span: those its events record, then the one its own attributes tell of. */
export function listExceptions({ events, attributes }: SpanDetail): SpanException[] {
  const found = events.filter(isException).map((event) => readException(event.attributes, event));
  const own = readException(attributes, null);
  // "error.type" may also be a status code, which names no exception
  const isThrown = own.message !== '' || own.stack !== '' || /\.|(?:Error|Exception)$/.test(own.type);
  const isTold = found.some(({ type, message }) => type === own.type || message === own.message);
  if (isThrown && !isTold) found.push(own);
  return found;
}

/** Whether an event records an exception: its name says so, or an attribute that only those have. */
export function isException({ name, attributes }: EventView): boolean {
  return (
    EXCEPTION_EVENT_NAMES.includes(name) ||
    attributes.some(({ key }) => EXCEPTION_TYPE_KEYS.includes(key) || EXCEPTION_MESSAGE_KEYS.includes(key))
  );
}

/** Whether an exception shows this attribute of its event by itself. */
export function isOfException({ key }: AttributeView): boolean {
  return [...EXCEPTION_TYPE_KEYS, ...EXCEPTION_MESSAGE_KEYS, ...EXCEPTION_STACK_KEYS].includes(key);
}

/** A plain "message" or "stack" tells of an exception only in an event that records one. */
function readException(
  attributes: readonly AttributeView[],
  event: Pick<EventView, 'offset'> | null,
): SpanException {
  const first = (keys: readonly string[]): string => {
    for (const wanted of keys)
      for (const { key, value } of attributes) if (key === wanted && value !== '') return value;
    return '';
  };
  return {
    type: first(EXCEPTION_TYPE_KEYS),
    message: first(event ? [...EXCEPTION_MESSAGE_KEYS, 'message'] : EXCEPTION_MESSAGE_KEYS),
    stack: first(event ? EXCEPTION_STACK_KEYS : EXCEPTION_STACK_KEYS.filter((key) => key.includes('.'))),
    offset: event?.offset ?? null,
  };
}
