import { rankSpan } from '../analyze/span-rank.ts';
import { askOnce } from '../lib/ask-once.ts';
import {
  findSpanById,
  findTraceById,
  NO_SPAN,
  NO_TRACE,
  parentIdOf,
  rangeOf,
  spanIdOf,
  sparseString,
  traceIdOf,
  traceOf,
  type Dataset,
  type EventTable,
  type LinkTable,
} from '../model/dataset.ts';
import type { LinkKind } from '../model/span-enums.ts';
import type { AttributeIndex, SpanIndex } from '../model/units.ts';
import type { OpenTrace } from './open-trace.ts';
import type { AttributeView, EventView, LinkView, SpanDetail, SpanParams } from './trace-answers.ts';

/** What only the details of a span show. Fails with `no-such-span`. */
export function viewSpan(open: OpenTrace, { span: at }: SpanParams): SpanDetail {
  const { dataset, traceId, slice } = open;
  const { spans, provenances, sources } = dataset;
  const span = slice.spanOf[open.spanAt(at)];
  const { resource, scope, source } = provenances[spans.provenance[span]];
  return {
    traceId,
    spanId: spanIdOf(dataset, span),
    parentSpanId: parentIdOf(dataset, span),
    statusMessage: sparseString(dataset, dataset.statusMessages, span),
    flags: spans.flags[span],
    attributes: attributesOf(
      dataset,
      spans.attributeList,
      spans.attributeStart[span],
      spans.attributeStart[(span + 1) as SpanIndex],
    ),
    events: eventsOf(dataset, span),
    links: linksOf(dataset, span),
    linkedFrom: linksTo(dataset, span),
    resource: dataset.resources[resource].attributes.map((attribute) => viewAttribute(dataset, attribute)),
    scope: {
      name: dataset.scopes[scope].name,
      version: dataset.scopes[scope].version,
      attributes: dataset.scopes[scope].attributes.map((attribute) => viewAttribute(dataset, attribute)),
    },
    source: sources[source],
    rank: rankSpan(dataset, span),
    problem: null,
  };
}

function eventsOf(dataset: Dataset, span: SpanIndex): EventView[] {
  const { events, spans, strings } = dataset;
  const [from, to] = rangeOf(events, span);
  return Array.from({ length: to - from }, (_, i) => {
    const offset = events.time[from + i] - spans.start[span];
    return {
      name: strings.get(events.name[from + i]),
      offset: Number.isNaN(offset) ? null : offset,
      attributes: rowAttributes(dataset, events, from + i),
    };
  });
}

function linksOf(dataset: Dataset, span: SpanIndex): LinkView[] {
  const { links, strings } = dataset;
  const [from, to] = rangeOf(links, span);
  return Array.from({ length: to - from }, (_, i) => {
    return viewLink(dataset, {
      traceId: strings.get(links.traceId[from + i]),
      spanId: strings.get(links.spanId[from + i]),
      kind: links.kind[from + i] as LinkKind,
      attributes: rowAttributes(dataset, links, from + i),
    });
  });
}

/** A link, with what the data set knows of its other end. */
export function viewLink(dataset: Dataset, link: Omit<LinkView, 'isLoaded' | 'name'>): LinkView {
  const trace = findTraceById(dataset, link.traceId);
  const target = trace === NO_TRACE ? NO_SPAN : findSpanById(dataset, trace, link.spanId);
  return {
    ...link,
    isLoaded: trace !== NO_TRACE,
    name: target === NO_SPAN ? null : nameOf(dataset, target),
  };
}

/** The links of other spans that name `span`, in the order of the data set: those that `viewLink` leads to it. */
function linksTo(dataset: Dataset, span: SpanIndex): LinkView[] {
  const { links, strings } = dataset;
  const ownId = spanIdOf(dataset, span);
  if (ownId === '') return [];
  const spanId = strings.find(ownId);
  const trace = traceOf(dataset, span);
  const isOwnTrace = askOnce<number>(
    strings.length,
    (id) => findTraceById(dataset, strings.get(id)) === trace,
  );
  const found: LinkView[] = [];
  for (let row = 0; row < links.length; row++) {
    if (links.spanId[row] !== spanId || !isOwnTrace(links.traceId[row])) continue;
    const from = links.span[row] as SpanIndex;
    found.push({
      traceId: traceIdOf(dataset, traceOf(dataset, from)),
      spanId: spanIdOf(dataset, from),
      kind: links.kind[row] as LinkKind,
      isLoaded: true,
      name: nameOf(dataset, from),
      attributes: rowAttributes(dataset, links, row),
    });
  }
  return found;
}

function nameOf({ spans, operations, services }: Dataset, span: SpanIndex): LinkView['name'] {
  const { service, name } = operations[spans.operation[span]];
  return { service: services[service], operation: name };
}

function rowAttributes(dataset: Dataset, table: EventTable | LinkTable, row: number): AttributeView[] {
  return attributesOf(dataset, table.attributeList, table.attributeStart[row], table.attributeStart[row + 1]);
}

/** The attributes `from .. to` of a table's list. */
function attributesOf(
  dataset: Dataset,
  list: { readonly [at: number]: AttributeIndex },
  from: number,
  to: number,
): AttributeView[] {
  return Array.from({ length: to - from }, (_, i) => viewAttribute(dataset, list[from + i]));
}

function viewAttribute({ attributes, strings }: Dataset, attribute: AttributeIndex): AttributeView {
  return {
    key: strings.get(attributes.key[attribute]),
    type: attributes.type[attribute],
    value: strings.get(attributes.value[attribute]),
  };
}
