import type { StringPool } from '../lib/string-pool.ts';
import type { Operation, Provenance, Resource, Scope } from '../model/dataset.ts';
import type { DeferredTable } from './deferred-table.ts';
import type { SpanBuffer } from './span-buffer.ts';
import type { ResourceRecord } from '../model/span-record.ts';
import type { Layout } from './trace-layout.ts';
import type { ResourceIndex, ScopeIndex, ServiceIndex, SourceIndex } from '../model/units.ts';

/** What a resource that nothing names is called. */
const UNKNOWN_SERVICE = 'unknown service';

/** Services, operations, resources, scopes and provenances in order of first appearance, and which of them each row has. */
export interface RowNames {
  readonly services: readonly string[];
  readonly operations: readonly Operation[];
  readonly resources: readonly Resource[];
  readonly scopes: readonly Scope[];
  readonly provenances: readonly Provenance[];
  readonly operationOfRow: Int32Array;
  readonly provenanceOfRow: Int32Array;
}

/** Where rows and their names are kept. */
interface NameSources {
  readonly buffer: SpanBuffer;
  readonly strings: StringPool;
  readonly resources: DeferredTable<ResourceRecord>;
  readonly scopes: DeferredTable<Scope>;
}

/** Names and numbers what the rows of `layout` are of; other rows stay 0. */
export function nameRows(layout: Layout, { buffer, strings, resources, scopes }: NameSources): RowNames {
  const isUsed = new Uint8Array(buffer.length);
  for (let span = 0; span < layout.length; span++) isUsed[layout.row[span]] = 1;
  const services = new Numbering<string, string>((service) => service);
  const operations = new Numbering<number, Operation>((key) => ({
    service: Math.floor(key / 2 ** 32) as ServiceIndex,
    name: strings.get(key % 2 ** 32),
  }));
  const resourceRows = new Numbering<number, Resource>((place) => {
    const { service, attributes, schemaUrl } = resources.values[place];
    const serviceIndex = services.of(service || UNKNOWN_SERVICE) as ServiceIndex;
    return { service: serviceIndex, attributes, schemaUrl: schemaUrl ?? null };
  });
  const scopeRows = new Numbering<number, Scope>((place) => scopes.values[place]);
  const provenances = new Numbering<string, Provenance>((key) => {
    const [resource, scope, source] = key.split(' ').map(Number);
    return { resource: resource as ResourceIndex, scope: scope as ScopeIndex, source: source as SourceIndex };
  });
  const operationOfRow = new Int32Array(buffer.length);
  const provenanceOfRow = new Int32Array(buffer.length);
  let last = { resource: -1, scope: -1, source: -1, provenance: -1, service: -1 };
  for (let row = 0; row < buffer.length; row++) {
    if (isUsed[row] === 0) continue;
    const resource = resources.placeOf(buffer.resource[row]);
    const scope = scopes.placeOf(buffer.scope[row]);
    const source = buffer.source[row];
    if (resource !== last.resource || scope !== last.scope || source !== last.source) {
      const resourceRow = resourceRows.of(resource);
      const provenance = provenances.of(`${resourceRow} ${scopeRows.of(scope)} ${source}`);
      last = { resource, scope, source, provenance, service: resourceRows.list[resourceRow].service };
    }
    provenanceOfRow[row] = last.provenance;
    operationOfRow[row] = operations.of(last.service * 2 ** 32 + buffer.name[row]);
  }
  return {
    services: services.list,
    operations: operations.list,
    resources: resourceRows.list,
    scopes: scopeRows.list,
    provenances: provenances.list,
    operationOfRow,
    provenanceOfRow,
  };
}

/** Numbers keys in order of first appearance, and makes what each stands for. */
class Numbering<K, V> {
  readonly list: V[] = [];
  readonly #numbers = new Map<K, number>();
  readonly #make: (key: K) => V;

  constructor(make: (key: K) => V) {
    this.#make = make;
  }

  of(key: K): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      const made = this.#make(key);
      number = this.list.push(made) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
