/** Attributes that name the type of an exception, the first that is there: OpenTelemetry's, then OpenTracing's. */
export const EXCEPTION_TYPE_KEYS: readonly string[] = ['exception.type', 'error.kind', 'error.type'];
/** Attributes that are there only where an exception is, and give its message. */
export const EXCEPTION_MESSAGE_KEYS: readonly string[] = [
  'exception.message',
  'error.object',
  'error.message',
];
/** Attributes that hold the stack an exception was thrown from. */
export const EXCEPTION_STACK_KEYS: readonly string[] = ['exception.stacktrace', 'error.stack', 'stack'];
/** What exceptions are recorded as: such names say nothing more. */
export const EXCEPTION_EVENT_NAMES: readonly string[] = ['exception', 'error', 'Exception', 'Error'];
