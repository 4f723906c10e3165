import { SpanKind } from '../model/span-enums.ts';
import { internAttributes, type Attributes, type LiveSpan, type Pod, type Tracer } from './tracer.ts';

interface ServiceSpec {
  readonly language: string;
  readonly version: string;
  readonly podCount: number;
}

const SERVICES = {
  storefront: { language: 'nodejs', version: '4.12.0', podCount: 3 },
  catalog: { language: 'go', version: '1.31.4', podCount: 3 },
  search: { language: 'java', version: '3.6.1', podCount: 2 },
  recommendations: { language: 'python', version: '0.19.2', podCount: 2 },
  pricing: { language: 'go', version: '2.2.0', podCount: 2 },
  inventory: { language: 'java', version: '5.0.7', podCount: 2 },
  cart: { language: 'dotnet', version: '1.8.3', podCount: 2 },
  accounts: { language: 'java', version: '7.4.0', podCount: 2 },
  checkout: { language: 'go', version: '3.15.2', podCount: 3 },
  payment: { language: 'java', version: '2.8.0', podCount: 4 },
  shipping: { language: 'python', version: '1.1.9', podCount: 2 },
  fulfilment: { language: 'java', version: '2.0.5', podCount: 2 },
} as const satisfies Record<string, ServiceSpec>;

export type ServiceName = keyof typeof SERVICES;

/** The release that does the harm. */
export const BAD_VERSION = '2.8.1';
const MINUTE = 60e9;
/** When the first pod of `payment` is replaced, and how long it takes to the next, in nanoseconds. */
const ROLLOUT_START = 18 * MINUTE;
const ROLLOUT_STEP = MINUTE;

/** The running pods of a shop's services, and how they call each other, their databases and their queue. */
export class Shop {
  readonly #tracer: Tracer;
  readonly #pods = new Map<ServiceName, readonly Pod[]>();
  readonly #nextPaymentPods: readonly Pod[];

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
    for (const [name, spec] of Object.entries(SERVICES))
      this.#pods.set(name as ServiceName, this.#startPods(name, spec, spec.version));
    this.#nextPaymentPods = this.#startPods('payment', SERVICES.payment, BAD_VERSION);
  }

  /** A pod of `service` that runs at `now`. The pods of `payment` are replaced one after the other. */
  podOf(service: ServiceName, now: number): Pod {
    const pods = this.#pods.get(service)!;
    const at = this.#tracer.random.below(pods.length);
    const isReplaced = service === 'payment' && now >= ROLLOUT_START + at * ROLLOUT_STEP;
    return isReplaced ? this.#nextPaymentPods[at] : pods[at];
  }

  /**
   * Calls `service` over gRPC and waits: a client span here, a server span there. Returns whether it went well. With
   * `timeoutMillis` the caller gives up after that time; the callee does not notice and goes on.
   */
  call(
    caller: LiveSpan,
    service: ServiceName,
    method: string,
    serve: (server: LiveSpan) => void,
    timeoutMillis = Infinity,
  ): boolean {
    const rpcService = `${service.charAt(0).toUpperCase()}${service.slice(1)}Service`;
    const attributes = { 'rpc.system': 'grpc', 'rpc.service': rpcService, 'rpc.method': method };
    const client = caller.child(`${rpcService}/${method}`, SpanKind.CLIENT, {
      ...attributes,
      'server.address': service,
    });
    const deadline = client.now + timeoutMillis * 1e6;
    client.work(0.25);
    const pod = this.podOf(service, client.now);
    const server = client.child(`${rpcService}/${method}`, SpanKind.SERVER, attributes, pod);
    server.work(0.4);
    serve(server);
    server.set({ 'rpc.grpc.status_code': server.hasFailed ? 13 : 0 });
    server.end();
    client.now = server.now;
    client.work(0.25);
    if (client.now > deadline) {
      client.now = deadline;
      client.fail('DEADLINE_EXCEEDED: context deadline exceeded');
    } else if (server.hasFailed) client.fail('INTERNAL: the server failed');
    client.set({ 'rpc.grpc.status_code': client.now === deadline ? 4 : client.hasFailed ? 13 : 0 });
    client.end();
    caller.now = client.now;
    return !client.hasFailed;
  }

  /** One SQL statement to the service's own database. */
  query(span: LiveSpan, statement: string, medianMillis: number, spread = 0.5): void {
    const [operation, table] = /^(\w+)(?:.* FROM| INTO)? (\w+)/.exec(statement)!.slice(1) as [string, string];
    const attributes = {
      'db.system.name': 'postgresql',
      'db.namespace': span.pod.service,
      'db.operation.name': operation,
      'db.collection.name': table,
      'db.query.text': statement,
      'server.address': `${span.pod.service}-db`,
      'server.port': 5432,
    };
    span.step(`${operation} ${table}`, SpanKind.CLIENT, attributes, medianMillis, spread);
  }

  /** One command to the shop's Redis. */
  cache(span: LiveSpan, command: string, key: string, attributes: Attributes = {}): void {
    const text = { 'db.operation.name': command, 'db.query.text': `${command} ${key}` };
    const all = { 'db.system.name': 'redis', ...text, 'server.address': 'redis', ...attributes };
    span.step(command, SpanKind.CLIENT, all, 0.5, 0.4);
  }

  /** A request to somebody else's HTTP API. */
  request(span: LiveSpan, method: string, host: string, path: string, medianMillis: number): void {
    const attributes = {
      'http.request.method': method,
      'url.full': `https://${host}${path}`,
      'server.address': host,
      'http.response.status_code': 200,
    };
    span.step(method, SpanKind.CLIENT, attributes, medianMillis);
  }

  /** Puts a message into a queue; `consume` happens in `service` some time later, and nobody waits for it. */
  publish(span: LiveSpan, topic: string, service: ServiceName, consume: (consumer: LiveSpan) => void): void {
    const { random } = this.#tracer;
    const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': topic };
    const producer = span.child(`${topic} publish`, SpanKind.PRODUCER, {
      ...attributes,
      'messaging.operation.type': 'send',
    });
    producer.work(1.2);
    producer.end();
    span.now = producer.now;
    producer.now += random.logNormal(180e6, 0.6);
    const consumer = producer.child(
      `${topic} process`,
      SpanKind.CONSUMER,
      {
        ...attributes,
        'messaging.operation.type': 'process',
        'messaging.consumer.group.name': service,
        'messaging.kafka.offset': Math.floor(producer.now / 1e8),
      },
      this.podOf(service, producer.now),
    );
    consume(consumer);
    consumer.end();
  }

  #startPods(service: string, { language, podCount }: ServiceSpec, version: string): Pod[] {
    const { random, sink } = this.#tracer;
    const replicaSet = `${service}-${random.hex(8)}`;
    return Array.from({ length: podCount }, () => {
      const attributes = internAttributes(sink, {
        'service.name': service,
        'service.namespace': 'shop',
        'service.version': version,
        'deployment.environment.name': 'production',
        'telemetry.sdk.language': language,
        'k8s.namespace.name': 'shop',
        'k8s.pod.name': `${replicaSet}-${random.hex(8).slice(0, 5)}`,
        'k8s.node.name': `node-${1 + random.below(6)}`,
      });
      return { service, version, resource: sink.resource({ service, attributes }) };
    });
  }
}
