import type { Random } from '../lib/random.ts';
import { SpanKind } from '../model/span-enums.ts';
import { BAD_VERSION, Shop } from './sample-shop.ts';
import { LiveSpan, type Tracer } from './sample-tracer.ts';

/** How long checkout waits for a charge, how often it asks, and for how long it pauses at first, in ms. */
const CHARGE_TIMEOUT = 1200;
const CHARGE_ATTEMPTS = 3;
const CHARGE_PAUSE = 100;
/** What the bad version takes for its look-up, and what the good one takes: together with the rest, five times as much. */
const SLOW_LOOKUP = 560;
const FAST_LOOKUP = 4;

/** While the catalog's cache is being filled anew, most look-ups miss; otherwise few. In minutes. */
const COLD_CACHE: readonly (readonly [from: number, to: number])[] = [
  [7, 9.5],
  [20, 22],
];

/** One trace in this many loses a span on its way to the collector, and one in that many its root. */
const LOST_SPAN = 120;
const LOST_ROOT = 1000;

/** What visitors of the shop do: each visit is one trace that begins in `storefront`. */
export class Visits {
  readonly #tracer: Tracer;
  readonly #random: Random;
  readonly #shop: Shop;
  /** The order placed last, for visitors who look up theirs. */
  #lastOrder: { readonly id: string; readonly traceId: string; readonly spanId: string } | null = null;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
    this.#random = tracer.random;
    this.#shop = new Shop(tracer);
  }

  /** One visit at `now`. */
  next(now: number): void {
    const dice = this.#random.fraction();
    if (dice < 0.16) this.#visit(now, 'GET', '/', (span) => this.#home(span));
    else if (dice < 0.46) this.#visit(now, 'GET', '/products/{id}', (span) => this.#product(span));
    else if (dice < 0.62) this.#visit(now, 'GET', '/search', (span) => this.#search(span));
    else if (dice < 0.74) this.#visit(now, 'POST', '/cart/items', (span) => this.#addToCart(span));
    else if (dice < 0.8) this.#visit(now, 'GET', '/cart', (span) => this.#showCart(span));
    else if (dice < 0.84) this.#visit(now, 'POST', '/login', (span) => this.#logIn(span));
    else if (dice < 0.9) this.#visit(now, 'GET', '/orders/{id}', (span) => this.#showOrder(span));
    else this.#visit(now, 'POST', '/checkout', (span) => this.#checkOut(span));
  }

  #visit(now: number, method: string, route: string, serve: (span: LiveSpan) => void): void {
    const pod = this.#shop.podOf('storefront', now);
    const span = new LiveSpan(this.#tracer, pod, `${method} ${route}`, SpanKind.SERVER, now, {
      'http.request.method': method,
      'http.route': route,
      'url.path': route.replace('{id}', String(1000 + this.#random.below(400))),
      'user_agent.original': this.#random.pick(USER_AGENTS),
      'app.user.id': `u-${1 + this.#random.below(600)}`,
    });
    span.isLost = this.#random.chance(1 / LOST_ROOT);
    span.work(2);
    serve(span);
    span.work(3);
    span.set({ 'http.response.status_code': span.hasFailed ? 502 : 200 });
    span.end();
  }

  #home(span: LiveSpan): void {
    span.atOnce(
      () => this.#recommend(span),
      () => this.#listProducts(span, 4),
      () => this.#peekCart(span),
    );
    this.#render(span);
  }

  #product(span: LiveSpan): void {
    this.#listProducts(span, 1);
    span.atOnce(
      () => this.#price(span, 1),
      () => this.#checkStock(span, 1),
      () => this.#recommend(span),
    );
    this.#render(span);
  }

  #search(span: LiveSpan): void {
    this.#shop.call(span, 'search', 'Query', (server) => {
      server.work(3);
      const shards = Array.from({ length: 3 }, (_, shard) => () => this.#searchShard(server, shard));
      server.atOnce(...shards);
      server.work(2);
      if (!this.#random.chance(0.004)) return;
      server.throw('org.opensearch.OpenSearchTimeoutException', 'shard 1 did not answer in time', [
        'shop.search.ShardClient.await(ShardClient.java:118)',
        'shop.search.QueryService.query(QueryService.java:57)',
      ]);
    });
    this.#listProducts(span, 3);
    this.#price(span, 3);
    this.#render(span);
  }

  #searchShard(server: LiveSpan, shard: number): void {
    server.step(
      'search products',
      SpanKind.CLIENT,
      {
        'db.system.name': 'opensearch',
        'db.operation.name': 'search',
        'db.collection.name': `products-${shard}`,
      },
      18,
      0.5,
    );
  }

  #addToCart(span: LiveSpan): void {
    this.#listProducts(span, 1);
    const isThere = this.#checkStock(span, 1);
    if (!isThere) {
      span.event('app.sold_out', { 'app.product.id': `p-${this.#random.below(400)}` });
      return;
    }
    this.#shop.call(span, 'cart', 'AddItem', (server) => {
      this.#shop.cache(server, 'HSET', 'cart:{user}');
      this.#price(server, 1);
      this.#shop.query(
        server,
        'INSERT',
        'cart_items',
        'INSERT INTO cart_items (cart, product, count) VALUES (?, ?, ?)',
        3,
      );
    });
  }

  #showCart(span: LiveSpan): void {
    this.#shop.call(span, 'cart', 'GetCart', (server) => {
      this.#shop.query(
        server,
        'SELECT',
        'cart_items',
        'SELECT product, count FROM cart_items WHERE cart = ?',
        4,
      );
      this.#price(server, 2);
    });
    span.atOnce(
      () => this.#listProducts(span, 2),
      () => this.#recommend(span),
    );
    this.#render(span);
  }

  #peekCart(span: LiveSpan): void {
    this.#shop.call(span, 'cart', 'CountItems', (server) => this.#shop.cache(server, 'HLEN', 'cart:{user}'));
  }

  #logIn(span: LiveSpan): void {
    this.#shop.call(span, 'accounts', 'LogIn', (server) => {
      this.#shop.query(server, 'SELECT', 'users', 'SELECT id, password FROM users WHERE email = ?', 5);
      server.step('verify password', SpanKind.INTERNAL, { 'app.hash.algorithm': 'argon2id' }, 85, 0.1);
      if (this.#random.chance(0.06))
        server.event('app.wrong_password', { 'app.attempt': 1 + this.#random.below(3) });
      else this.#shop.cache(server, 'SETEX', 'session:{id}');
    });
  }

  #showOrder(span: LiveSpan): void {
    this.#shop.call(span, 'accounts', 'GetSession', (server) =>
      this.#shop.cache(server, 'GET', 'session:{id}'),
    );
    this.#shop.call(span, 'fulfilment', 'GetOrder', (server) => {
      if (this.#lastOrder) {
        server.set({ 'app.order.id': this.#lastOrder.id });
        server.link(this.#lastOrder.traceId, this.#lastOrder.spanId);
      }
      this.#shop.query(server, 'SELECT', 'orders', 'SELECT * FROM orders WHERE id = ?', 6);
    });
    this.#render(span);
  }

  #checkOut(span: LiveSpan): void {
    const isDone = this.#shop.call(span, 'checkout', 'PlaceOrder', (server) => {
      const orderId = `o-${this.#random.hex(8)}`;
      server.set({ 'app.order.id': orderId, 'app.order.items': 1 + this.#random.below(6) });
      this.#shop.call(server, 'cart', 'GetCart', (cart) => {
        this.#shop.query(
          cart,
          'SELECT',
          'cart_items',
          'SELECT product, count FROM cart_items WHERE cart = ?',
          4,
        );
      });
      server.atOnce(
        () => this.#checkStock(server, 3),
        () => this.#price(server, 3),
        () => this.#quoteShipping(server),
      );
      if (!this.#charge(server)) {
        server.throw('checkout.PaymentUnavailableError', `charge failed after ${CHARGE_ATTEMPTS} attempts`, [
          'shop/checkout/charge.go:88',
          'shop/checkout/place_order.go:141',
        ]);
        return;
      }
      this.#shop.query(
        server,
        'INSERT',
        'orders',
        'INSERT INTO orders (id, cart, charge) VALUES (?, ?, ?)',
        7,
      );
      this.#lastOrder = { id: orderId, traceId: server.traceId, spanId: server.spanId };
      this.#shop.publish(server, 'order-events', 'fulfilment', (consumer) => this.#fulfil(consumer, orderId));
    });
    if (!isDone) span.fail('the order could not be placed');
  }

  /** Charges the order, trying again after a growing pause. Returns whether it worked at last. */
  #charge(server: LiveSpan): boolean {
    for (let attempt = 1; attempt <= CHARGE_ATTEMPTS; attempt++) {
      if (attempt > 1) {
        server.step(
          'wait before retry',
          SpanKind.INTERNAL,
          {
            'app.retry.attempt': attempt - 1,
          },
          CHARGE_PAUSE * 2 ** (attempt - 2),
          0.1,
        );
      }
      const isCharged = this.#shop.call(
        server,
        'payment',
        'Charge',
        (payment) => this.#takeMoney(payment, attempt),
        CHARGE_TIMEOUT,
      );
      if (isCharged) return true;
    }
    return false;
  }

  #takeMoney(payment: LiveSpan, attempt: number): void {
    const isSlow = payment.pod.version === BAD_VERSION;
    payment.set({
      'app.payment.attempt': attempt,
      'app.payment.currency': this.#random.pick(['EUR', 'USD', 'GBP']),
    });
    this.#shop.query(
      payment,
      'SELECT',
      'idempotency_keys',
      isSlow
        ? 'SELECT * FROM idempotency_keys WHERE lower(order_id) = ?'
        : 'SELECT * FROM idempotency_keys WHERE order_id = ?',
      isSlow ? SLOW_LOOKUP : FAST_LOOKUP,
      isSlow ? 0.7 : 0.4,
    );
    payment.step('check for fraud', SpanKind.INTERNAL, { 'app.fraud.rules': 42 }, 28, 0.3);
    if (isSlow && this.#random.chance(0.12)) {
      payment.throw(
        'java.sql.SQLTransientConnectionException',
        'HikariPool-1 - Connection is not available, request timed out after 1000ms.',
        [
          'com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)',
          'shop.payment.ChargeRepository.reserve(ChargeRepository.java:74)',
          'shop.payment.ChargeService.charge(ChargeService.java:51)',
        ],
      );
      return;
    }
    this.#shop.request(payment, 'POST', 'api.cards.example', '/v1/charges', 95);
    this.#shop.query(
      payment,
      'INSERT',
      'charges',
      'INSERT INTO charges (id, order_id, amount) VALUES (?, ?, ?)',
      6,
    );
  }

  #quoteShipping(span: LiveSpan): void {
    this.#shop.call(span, 'shipping', 'Quote', (server) => {
      this.#shop.request(server, 'GET', 'rates.parcel.example', '/quote', 60);
      server.work(4);
    });
  }

  #fulfil(consumer: LiveSpan, orderId: string): void {
    consumer.set({ 'app.order.id': orderId });
    consumer.work(5);
    this.#shop.call(consumer, 'inventory', 'Reserve', (server) => {
      this.#shop.query(
        server,
        'UPDATE',
        'stock',
        'UPDATE stock SET reserved = reserved + ? WHERE product = ?',
        9,
      );
    });
    this.#shop.query(
      consumer,
      'INSERT',
      'shipments',
      'INSERT INTO shipments (order_id, state) VALUES (?, ?)',
      6,
    );
  }

  #listProducts(span: LiveSpan, count: number): void {
    this.#shop.call(span, 'catalog', 'GetProducts', (server) => {
      server.isLost = this.#random.chance(1 / LOST_SPAN);
      for (let i = 0; i < count; i++) {
        const product = `product:p-${this.#random.below(400)}`;
        const isHit = !this.#random.chance(this.#isCacheCold(server.now) ? 0.7 : 0.06);
        this.#shop.cache(server, 'GET', product, isHit);
        if (isHit) continue;
        this.#shop.query(server, 'SELECT', 'products', 'SELECT * FROM products WHERE id = ?', 22);
        this.#shop.cache(server, 'SETEX', product);
      }
    });
  }

  #isCacheCold(now: number): boolean {
    return COLD_CACHE.some(([from, to]) => now >= from * 60e9 && now < to * 60e9);
  }

  #price(span: LiveSpan, count: number): void {
    this.#shop.call(span, 'pricing', 'GetPrices', (server) => {
      this.#shop.cache(server, 'MGET', `price:* (${count})`);
      server.work(1.5);
    });
  }

  /** Returns whether there is enough of everything. */
  #checkStock(span: LiveSpan, count: number): boolean {
    return this.#shop.call(span, 'inventory', 'CheckStock', (server) => {
      this.#shop.query(
        server,
        'SELECT',
        'stock',
        `SELECT available FROM stock WHERE product IN (${count})`,
        5,
      );
      if (!this.#random.chance(0.004)) return;
      server.throw('shop.inventory.StockLockedException', 'stock rows are locked by a recount', [
        'shop.inventory.StockService.check(StockService.java:63)',
      ]);
    });
  }

  #recommend(span: LiveSpan): void {
    this.#shop.call(span, 'recommendations', 'ForUser', (server) => {
      this.#shop.cache(server, 'GET', 'model:latest');
      server.step('rank candidates', SpanKind.INTERNAL, { 'app.candidates': 200 }, 24, 0.4);
    });
  }

  #render(span: LiveSpan): void {
    span.step('render page', SpanKind.INTERNAL, { 'app.template': 'page.html' }, 8, 0.3);
  }
}

const USER_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0',
];
