import type { Random } from '../lib/random.ts';
import { SpanKind } from '../model/span-enums.ts';
import type { Services } from './services.ts';
import { BAD_VERSION, type Shop } from './shop.ts';
import type { LiveSpan } from './tracer.ts';

/** How long checkout waits for a charge, how often it asks, and how long it pauses before it asks again, in ms. */
const CHARGE_TIMEOUT = 1200;
const CHARGE_ATTEMPTS = 3;
const CHARGE_PAUSE = 100;
/** What the look-up of a charge takes, in ms: with the rest of a charge, the bad version takes five times as long. */
const FAST_LOOKUP = 4;
const SLOW_LOOKUP = 560;
/** How often the bad version, its connections all busy with slow look-ups, gets none. */
const NO_CONNECTION = 0.2;

/** An order as others refer to it: by a link to the span that placed it. */
export interface PlacedOrder {
  readonly id: string;
  readonly traceId: string;
  readonly spanId: string;
}

/** Placing an order: where the incident happens. */
export class Checkout {
  readonly #shop: Shop;
  readonly #services: Services;
  readonly #random: Random;
  /** The order placed last, or null. */
  lastOrder: PlacedOrder | null = null;

  constructor(shop: Shop, services: Services, random: Random) {
    this.#shop = shop;
    this.#services = services;
    this.#random = random;
  }

  placeOrder(span: LiveSpan): void {
    const isDone = this.#shop.call(span, 'checkout', 'PlaceOrder', (server) => {
      const id = `o-${this.#random.hex(8)}`;
      server.set({ 'app.order.id': id, 'app.order.items': 1 + this.#random.below(6) });
      this.#services.getCart(server);
      server.atOnce(
        () => this.#services.checkStock(server),
        () => this.#services.getPrices(server),
        () => this.#services.quoteShipping(server),
      );
      if (!this.#charge(server)) {
        server.throw('checkout.PaymentUnavailableError', `no charge after ${CHARGE_ATTEMPTS} attempts`, [
          'checkout.(*Server).charge(charge.go:88)',
          'checkout.(*Server).PlaceOrder(place_order.go:141)',
        ]);
        return;
      }
      this.#shop.query(server, 'INSERT INTO orders (id, cart, charge) VALUES (?, ?, ?)', 7);
      this.lastOrder = { id, traceId: server.traceId, spanId: server.spanId };
      this.#shop.publish(server, 'order-events', 'fulfilment', (consumer) => this.#fulfil(consumer, id));
    });
    if (!isDone) span.fail('the order could not be placed');
  }

  /** Asks `payment`, and asks again after a growing pause. Returns whether it worked at last. */
  #charge(server: LiveSpan): boolean {
    for (let attempt = 1; attempt <= CHARGE_ATTEMPTS; attempt++) {
      if (attempt > 1) {
        const pause = CHARGE_PAUSE * 2 ** (attempt - 2);
        server.step('wait before retry', SpanKind.INTERNAL, { 'app.retry.attempt': attempt - 1 }, pause, 0.1);
      }
      const serve = (payment: LiveSpan) => this.#takeMoney(payment, attempt);
      if (this.#shop.call(server, 'payment', 'Charge', serve, CHARGE_TIMEOUT)) return true;
    }
    return false;
  }

  #takeMoney(payment: LiveSpan, attempt: number): void {
    const isBad = payment.pod.version === BAD_VERSION;
    const currency = this.#random.pick(['EUR', 'USD', 'GBP']);
    payment.set({ 'app.payment.attempt': attempt, 'app.payment.currency': currency });
    if (isBad)
      this.#shop.query(payment, 'SELECT * FROM idempotency_keys WHERE lower(order_id) = ?', SLOW_LOOKUP, 0.7);
    else this.#shop.query(payment, 'SELECT * FROM idempotency_keys WHERE order_id = ?', FAST_LOOKUP);
    payment.step('check for fraud', SpanKind.INTERNAL, { 'app.fraud.rules': 42 }, 28, 0.3);
    if (isBad && this.#random.chance(NO_CONNECTION)) {
      payment.throw(
        'java.sql.SQLTransientConnectionException',
        'payment-pool: connection is not available, request timed out after 1000 ms',
        [
          'shop.payment.ConnectionPool.borrow(ConnectionPool.java:163)',
          'shop.payment.ChargeRepository.insert(ChargeRepository.java:74)',
          'shop.payment.ChargeService.charge(ChargeService.java:51)',
        ],
      );
      return;
    }
    this.#shop.request(payment, 'POST', 'api.cards.example', '/v1/charges', 95);
    this.#shop.query(payment, 'INSERT INTO charges (id, order_id, amount) VALUES (?, ?, ?)', 6);
  }

  #fulfil(consumer: LiveSpan, orderId: string): void {
    consumer.set({ 'app.order.id': orderId });
    consumer.work(5);
    this.#shop.call(consumer, 'inventory', 'Reserve', (server) => {
      this.#shop.query(server, 'UPDATE stock SET reserved = reserved + ? WHERE product = ?', 9);
    });
    this.#shop.query(consumer, 'INSERT INTO shipments (order_id, state) VALUES (?, ?)', 6);
  }
}
