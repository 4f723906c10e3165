import type { NumberArray } from '../lib/growable.ts';
import { Numbering } from '../lib/numbering.ts';
import { PairNumbering } from '../lib/pair-numbering.ts';
import type { StringPool } from '../lib/string-pool.ts';
import { narrowColumn } from '../model/columns.ts';
import type { Operation, Provenance, Resource, Scope } from '../model/dataset.ts';
import type { ResourceRecord } from '../model/span-record.ts';
import type { ResourceIndex, ScopeIndex, ServiceIndex, SourceIndex } from '../model/units.ts';
import type { DeferredTable } from './deferred-table.ts';
import { FEW_AT_ONCE, inRanges } from './in-steps.ts';
import type { ProvenanceNumbers } from './provenance-numbers.ts';
import type { SpanRows } from './span-rows.ts';

/** What a resource that nothing names is called. */
export const UNKNOWN_SERVICE = 'unknown service';

/** Services, operations, resources, scopes and provenances in order of first appearance, and which each span has. */
export interface RowNames {
  readonly services: readonly string[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly scopes: readonly Scope[];
  readonly provenances: readonly Provenance[];
  /** By span: its place in `operations`. */
  readonly operation: NumberArray;
  /** By place in `operations`: the string of its name. */
  readonly operationName: Int32Array;
  /** By the builder's number of a provenance: its place in `provenances`; -1 where no span has it. */
  readonly provenanceOf: Int32Array;
}

/** Where rows and their names are kept. */
export interface NameTables {
  readonly strings: StringPool;
  readonly resources: DeferredTable<ResourceRecord>;
  readonly scopes: DeferredTable<Scope>;
  readonly provenances: ProvenanceNumbers;
  /** Operations of an earlier layout: what is left of them comes first, in their order. */
  readonly known: readonly KnownOperation[];
}

/** An operation whatever the numbers of services are. */
interface KnownOperation {
  readonly service: string;
  /** String index. */
  readonly name: number;
}

/** Names and numbers what the `length` spans are of; `spanOf` is the span of each row, -1 where it is none. */
export function* nameRows(
  rows: SpanRows,
  { spanOf, length }: { readonly spanOf: Int32Array; readonly length: number },
  tables: NameTables,
): Generator<undefined, RowNames> {
  const isUsed = new Uint8Array(tables.provenances.length);
  yield* inRanges(rows.length, (from, to) => {
    const own = rows.provenance.run(from, to);
    for (let at = 0; at < own.length; at++) if (spanOf[from + at] >= 0) isUsed[own[at]] = 1;
  });
  const { serviceOf, ...named } = yield* nameProvenances(isUsed, tables);
  const pairs = new PairNumbering();
  for (const { service, name } of tables.known) {
    const index = named.services.indexOf(service);
    if (index >= 0) pairs.of(index, name);
  }
  const pairOf = new Int32Array(length);
  yield* inRanges(rows.length, (from, to) => {
    const ownProvenance = rows.provenance.run(from, to);
    const ownName = rows.name.run(from, to);
    for (let at = 0; at < ownName.length; at++) {
      const pair = pairs.of(serviceOf[ownProvenance[at]], ownName[at]);
      const span = spanOf[from + at];
      if (span >= 0) pairOf[span] = pair;
    }
  });
  return { ...named, ...(yield* listOperations(pairs, pairOf, tables.strings)) };
}

/** The operations that spans have, in the order of their numbers; `pairOf` has those numbers, by span. */
function* listOperations(
  { first, second, length }: PairNumbering,
  pairOf: Int32Array,
  strings: StringPool,
): Generator<undefined, Pick<RowNames, 'operations' | 'operation' | 'operationName'>> {
  const numberOf = new Int32Array(length).fill(-1);
  yield* inRanges(pairOf.length, (from, to) => {
    for (let span = from; span < to; span++) numberOf[pairOf[span]] = 0;
  });
  const used: number[] = [];
  for (let pair = 0; pair < length; pair++) if (numberOf[pair] === 0) numberOf[pair] = used.push(pair) - 1;
  const operation = narrowColumn(pairOf.length, used.length);
  yield* inRanges(pairOf.length, (from, to) => {
    for (let span = from; span < to; span++) operation[span] = numberOf[pairOf[span]];
  });
  const operations: Operation[] = [];
  yield* inRanges(used.length, (from, to) => {
    for (const pair of used.slice(from, to))
      operations.push({ service: first[pair] as ServiceIndex, name: strings.get(second[pair]) });
  });
  return {
    operations,
    operation,
    operationName: Int32Array.from(used, (pair) => second[pair]),
  };
}

/** Names and numbers what the used provenances are of, and says the service of each. */
function* nameProvenances(isUsed: Uint8Array, { resources, scopes, provenances }: NameTables) {
  const services = new Numbering<string>();
  const resourceNumbers = new Numbering<number>();
  const scopeNumbers = new Numbering<number>();
  const scoped = new PairNumbering(); // resource, scope
  const distinct = new PairNumbering(); // number of these two, source
  const list: Provenance[] = [];
  const provenanceOf = new Int32Array(isUsed.length).fill(-1);
  const serviceOf = new Int32Array(isUsed.length).fill(-1);
  for (let number = 0; number < isUsed.length; number++) {
    if (number % FEW_AT_ONCE === 0) yield;
    if (isUsed[number] === 0) continue;
    const resource = resources.placeOf(provenances.resourceOf(number));
    serviceOf[number] = services.of(resources.values[resource].service || UNKNOWN_SERVICE);
    const provenance = {
      resource: resourceNumbers.of(resource) as ResourceIndex,
      scope: scopeNumbers.of(scopes.placeOf(provenances.scopeOf(number))) as ScopeIndex,
      source: provenances.sourceOf(number) as SourceIndex,
    };
    const pair = scoped.of(provenance.resource, provenance.scope);
    provenanceOf[number] = distinct.of(pair, provenance.source);
    if (distinct.length > list.length) list.push(provenance);
  }
  return {
    services: services.list,
    resources: resourceNumbers.list.map((place): Resource => {
      const { service, attributes, schemaUrl } = resources.values[place];
      const index = services.of(service || UNKNOWN_SERVICE) as ServiceIndex;
      return { service: index, attributes, schemaUrl: schemaUrl ?? null };
    }),
    scopes: scopeNumbers.list.map((place) => scopes.values[place]),
    provenances: list,
    provenanceOf,
    serviceOf,
  };
}
