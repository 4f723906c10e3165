import type { Random } from '../lib/random.ts';
import { SpanKind } from '../model/span-enums.ts';
import { Checkout } from './checkout.ts';
import { Services } from './services.ts';
import { Shop } from './shop.ts';
import { LiveSpan, type Tracer } from './tracer.ts';

/** One visit in this many loses its root span on the way to the collector. */
const LOST_ROOT = 600;

const USER_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0',
];

/** One thing visitors do, and how often, of the sum of all. */
interface Page {
  readonly share: number;
  readonly method: string;
  readonly route: string;
  readonly serve: (span: LiveSpan) => void;
}

/** What visitors of the shop do: each visit is one trace that begins in `storefront`. */
export class Visits {
  readonly #tracer: Tracer;
  readonly #random: Random;
  readonly #shop: Shop;
  readonly #services: Services;
  readonly #checkout: Checkout;
  readonly #pages: readonly Page[];

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
    this.#random = tracer.random;
    this.#shop = new Shop(tracer);
    this.#services = new Services(this.#shop, tracer.random);
    this.#checkout = new Checkout(this.#shop, this.#services, tracer.random);
    this.#pages = [
      { share: 14, method: 'GET', route: '/', serve: (span) => this.#showHome(span) },
      { share: 26, method: 'GET', route: '/products/{id}', serve: (span) => this.#showProduct(span) },
      { share: 14, method: 'GET', route: '/search', serve: (span) => this.#search(span) },
      { share: 12, method: 'POST', route: '/cart/items', serve: (span) => this.#addToCart(span) },
      { share: 6, method: 'GET', route: '/cart', serve: (span) => this.#showCart(span) },
      { share: 4, method: 'POST', route: '/login', serve: (span) => this.#services.logIn(span) },
      { share: 6, method: 'GET', route: '/orders/{id}', serve: (span) => this.#showOrder(span) },
      { share: 18, method: 'POST', route: '/checkout', serve: (span) => this.#checkout.placeOrder(span) },
    ];
  }

  /** One visit at `now`, in nanoseconds after the tracer's epoch. */
  next(now: number): void {
    const { method, route, serve } = this.#pickPage();
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

  #pickPage(): Page {
    let ticket = this.#random.below(this.#pages.reduce((sum, { share }) => sum + share, 0));
    for (const page of this.#pages) {
      ticket -= page.share;
      if (ticket < 0) return page;
    }
    return this.#pages[0];
  }

  #showHome(span: LiveSpan): void {
    span.atOnce(
      () => this.#services.recommend(span),
      () => this.#services.listProducts(span, 4),
      () => this.#services.countCartItems(span),
    );
    render(span);
  }

  #showProduct(span: LiveSpan): void {
    this.#services.listProducts(span, 1);
    span.atOnce(
      () => this.#services.getPrices(span),
      () => this.#services.checkStock(span),
      () => this.#services.recommend(span),
    );
    render(span);
  }

  #search(span: LiveSpan): void {
    this.#services.search(span);
    this.#services.listProducts(span, 3);
    this.#services.getPrices(span);
    render(span);
  }

  #addToCart(span: LiveSpan): void {
    this.#services.listProducts(span, 1);
    if (this.#services.checkStock(span)) this.#services.addCartItem(span);
    else span.event('app.sold_out', { 'app.product.id': `p-${this.#random.below(400)}` });
  }

  #showCart(span: LiveSpan): void {
    this.#services.getCart(span);
    span.atOnce(
      () => this.#services.listProducts(span, 2),
      () => this.#services.recommend(span),
    );
    render(span);
  }

  #showOrder(span: LiveSpan): void {
    this.#services.getSession(span);
    this.#shop.call(span, 'fulfilment', 'GetOrder', (server) => {
      const order = this.#checkout.lastOrder;
      if (order) {
        server.set({ 'app.order.id': order.id });
        server.link(order.traceId, order.spanId);
      }
      this.#shop.query(server, 'SELECT * FROM orders WHERE id = ?', 6);
    });
    render(span);
  }
}

function render(span: LiveSpan): void {
  span.step('render page', SpanKind.INTERNAL, { 'app.template': 'page.html' }, 8, 0.3);
}
