import type { AttributeView, SpanDetail } from '../../../core/engine/trace-answers.ts';

/** The parts of a span's details that can be searched. */
export type SearchedDetail = Pick<SpanDetail, 'attributes' | 'events' | 'resource'>;

/** Texts in lower case, kept as long as what they are of: values may have millions of characters. */
const lowerTexts = new WeakMap<object, string>();

/** What has all words of `query`, in any case of letters: an attribute in its key and value, an event in its name or one of its attributes. */
export function filterDetail(
  { attributes, events, resource }: SearchedDetail,
  query: string,
): SearchedDetail {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { attributes, events, resource };
  const hasWords = (entry: object, text: () => string): boolean => {
    let lower = lowerTexts.get(entry);
    if (lower === undefined) lowerTexts.set(entry, (lower = text().toLowerCase()));
    return words.every((word) => lower.includes(word));
  };
  const matches = (attribute: AttributeView): boolean =>
    hasWords(attribute, () => `${attribute.key} ${attribute.value}`);
  return {
    attributes: attributes.filter(matches),
    resource: resource.filter(matches),
    events: events.filter((event) => hasWords(event, () => event.name) || event.attributes.some(matches)),
  };
}
