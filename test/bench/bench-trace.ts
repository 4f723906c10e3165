import type { Random } from '../../src/core/lib/random.ts';

export interface BenchService {
  readonly name: string;
  readonly library: string;
  readonly address: string;
  readonly resource: readonly (readonly [key: string, value: string])[];
}

/** One span of a trace that files are written from; times in microseconds since the epoch. */
export interface BenchSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** '' for the root. */
  readonly parentSpanId: string;
  readonly service: BenchService;
  readonly name: string;
  /** OTLP's number. */
  readonly kind: number;
  readonly start: number;
  readonly duration: number;
  readonly isError: boolean;
  readonly attributes: readonly (readonly [key: string, value: string | number | boolean])[];
  readonly events: readonly BenchEvent[];
}

interface BenchEvent {
  readonly time: number;
  readonly name: string;
  readonly attributes: readonly (readonly [key: string, value: string | number])[];
}

const SPANS_PER_TRACE = 20;
const EPOCH_MICROS = 1_793_491_200_000_000;
const AREAS = ['cart', 'checkout', 'payment', 'catalog', 'shipping', 'search', 'account', 'pricing'];
const LAYERS = ['gateway', 'api', 'worker', 'cache', 'store'];
const VERBS = ['Get', 'List', 'Create', 'Update', 'Delete', 'Reserve'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const TABLES = ['orders', 'items', 'users', 'prices', 'stock'];
/** What people are called, and what they write, beyond ASCII and in need of escapes. */
const WORDS = ['Zürich', '東京', 'a "quoted" word', 'C:\\data\\in', 'line\nbreak', 'Ελλάδα', '💼', 'plain'];

/** Forty services. */
export const SERVICES: readonly BenchService[] = AREAS.flatMap((area, at) =>
  LAYERS.map((layer, place) => ({
    name: `${area}-${layer}`,
    library: `@shop/instrumentation-${layer}`,
    address: `10.1.${at}.${place + 10}`,
    resource: [
      ['service.version', `2.${at}.${place}`],
      ['service.instance.id', `${area}-${layer}-7d9f6c5b4-x${at}${place}`],
      ['k8s.pod.name', `${area}-${layer}-7d9f6c5b4-x${at}${place}`],
      ['k8s.namespace.name', 'shop'],
      ['telemetry.sdk.language', ['go', 'java', 'nodejs', 'python', 'rust'][place]],
    ],
  })),
);

/**
 * The trace of this number: a tree in which each span has up to three children, one after the other, inside it. Half of its
 * ten attributes a span take few values, three take thousands, two never come again: as services write them.
 */
export function makeTrace(random: Random, number: number): BenchSpan[] {
  const traceId = random.hex(32);
  const begin = EPOCH_MICROS + number * 1500;
  return Array.from({ length: SPANS_PER_TRACE }).reduce<BenchSpan[]>((spans, _, at) => {
    const parent = spans[Math.floor((at - 1) / 3)] as BenchSpan | undefined;
    const start = parent ? parent.start + 20 + ((at - 1) % 3) * Math.floor(parent.duration / 3) : begin;
    const duration = parent
      ? Math.max(5, Math.floor(parent.duration / 3) - 40)
      : 200_000 + random.below(100_000);
    const isError = random.chance(0.02);
    return [
      ...spans,
      {
        traceId,
        spanId: random.hex(16),
        parentSpanId: parent?.spanId ?? '',
        service: random.pick(SERVICES),
        name: `${random.pick(VERBS)} /${random.pick(TABLES)}/{id}`,
        kind: at === 0 ? 2 : 1 + random.below(5),
        start,
        duration,
        isError,
        attributes: makeAttributes(random),
        events: makeEvents(random, start, isError),
      },
    ];
  }, []);
}

function makeAttributes(random: Random): BenchSpan['attributes'] {
  const table = random.pick(TABLES);
  const id = random.below(5000);
  const all: BenchSpan['attributes'] = [
    ['http.request.method', random.pick(METHODS)],
    ['http.route', `/api/v1/${table}/{id}`],
    ['url.path', `/api/v1/${table}/${id}`],
    ['http.response.status_code', random.chance(0.95) ? 200 : 503],
    ['server.address', `${random.pick(SERVICES).name}.shop.svc.cluster.local`],
    ['network.peer.address', `10.0.${random.below(8)}.${random.below(250)}`],
    ['db.query.text', `SELECT id, name, price FROM ${table} WHERE id = $1 AND tenant = $2`],
    ['enduser.id', `u-${random.hex(16)}`],
    ['app.cache.hit', random.chance(0.7)],
    ['app.cost', random.below(100_000) / 1000],
  ];
  return random.chance(0.1) ? [...all, ['app.note', random.pick(WORDS)]] : all;
}

/** On one span of twelve. */
function makeEvents(random: Random, start: number, isError: boolean): readonly BenchEvent[] {
  if (isError)
    return [
      {
        time: start + 4,
        name: 'exception',
        attributes: [
          ['exception.type', 'DeadlineExceeded'],
          ['exception.message', 'context deadline exceeded'],
          ['exception.stacktrace', 'DeadlineExceeded: no answer\n    at call (/app/src/client.js:14:7)'],
        ],
      },
    ];
  return random.chance(0.06)
    ? [{ time: start + 2, name: 'message', attributes: [['message.id', random.below(100)]] }]
    : [];
}
