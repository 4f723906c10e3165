/** What the number of a service's spans counts, wherever it is shown. */
export const SPAN_COUNT_MEANING = 'Every span of the service counts, not only calls from other services.';
