import { Numbering } from '../lib/numbering.ts';
import { PairNumbering } from '../lib/pair-numbering.ts';
import type { StringPool } from '../lib/string-pool.ts';
import type { Operation, Provenance, Resource, Scope } from '../model/dataset.ts';
import type { ResourceRecord } from '../model/span-record.ts';
import type { ResourceIndex, ScopeIndex, ServiceIndex, SourceIndex } from '../model/units.ts';
import type { DeferredTable } from './deferred-table.ts';
import { inSteps } from './in-steps.ts';
import type { ProvenanceNumbers } from './provenance-numbers.ts';
import type { SpanRows } from './span-rows.ts';

/** What a resource that nothing names is called. */
const UNKNOWN_SERVICE = 'unknown service';

/** Services, operations, resources, scopes and provenances in order of first appearance, and which of them each row has. */
export interface RowNames {
  readonly services: readonly string[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly scopes: readonly Scope[];
  readonly provenances: readonly Provenance[];
  /** By row: a number of its operation … */
  readonly operationOfRow: Int32Array;
  /** … and by this number: the place in `operations`. */
  readonly operationOf: Int32Array;
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
export interface KnownOperation {
  readonly service: string;
  /** String index. */
  readonly name: number;
}

/** Names and numbers what the rows in `order` are of. */
export function* nameRows(
  rows: SpanRows,
  order: Int32Array,
  tables: NameTables,
): Generator<undefined, RowNames> {
  const isUsed = new Uint8Array(rows.length);
  const isUsedProvenance = new Uint8Array(tables.provenances.length);
  yield* inSteps(order.length, (span) => {
    isUsed[order[span]] = 1;
    isUsedProvenance[rows.provenance.at(order[span])] = 1;
  });
  const { serviceOf, ...named } = nameProvenances(isUsedProvenance, tables);
  const pairs = new PairNumbering();
  for (const { service, name } of tables.known) {
    const index = named.services.indexOf(service);
    if (index >= 0) pairs.of(index, name);
  }
  const operationOfRow = new Int32Array(rows.length);
  yield* inSteps(rows.length, (row) => {
    if (isUsed[row] === 1)
      operationOfRow[row] = pairs.of(serviceOf[rows.provenance.at(row)], rows.name.at(row));
  });
  return { ...named, ...listOperations(pairs, operationOfRow, isUsed, tables.strings), operationOfRow };
}

/** The operations that a used row has, in the order of their numbers. */
function listOperations(
  { first, second, length }: PairNumbering,
  operationOfRow: Int32Array,
  isUsed: Uint8Array,
  strings: StringPool,
): Pick<RowNames, 'operations' | 'operationOf' | 'operationName'> {
  const operationOf = new Int32Array(length).fill(-1);
  for (let row = 0; row < isUsed.length; row++) if (isUsed[row] === 1) operationOf[operationOfRow[row]] = 0;
  const used: number[] = [];
  for (let pair = 0; pair < length; pair++)
    if (operationOf[pair] === 0) operationOf[pair] = used.push(pair) - 1;
  return {
    operations: used.map((pair) => ({
      service: first[pair] as ServiceIndex,
      name: strings.get(second[pair]),
    })),
    operationOf,
    operationName: Int32Array.from(used, (pair) => second[pair]),
  };
}

/** Names and numbers what the used provenances are of, and says the service of each. */
function nameProvenances(isUsed: Uint8Array, { resources, scopes, provenances }: NameTables) {
  const services = new Numbering<string>();
  const resourceNumbers = new Numbering<number>();
  const scopeNumbers = new Numbering<number>();
  const distinct = new Map<string, number>();
  const list: Provenance[] = [];
  const provenanceOf = new Int32Array(isUsed.length).fill(-1);
  const serviceOf = new Int32Array(isUsed.length);
  for (let number = 0; number < isUsed.length; number++) {
    if (isUsed[number] === 0) continue;
    const resource = resources.placeOf(provenances.resourceOf(number));
    serviceOf[number] = services.of(resources.values[resource].service || UNKNOWN_SERVICE);
    const provenance = {
      resource: resourceNumbers.of(resource) as ResourceIndex,
      scope: scopeNumbers.of(scopes.placeOf(provenances.scopeOf(number))) as ScopeIndex,
      source: provenances.sourceOf(number) as SourceIndex,
    };
    const key = Object.values(provenance).join(' ');
    let place = distinct.get(key);
    if (place === undefined) distinct.set(key, (place = list.push(provenance) - 1));
    provenanceOf[number] = place;
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
