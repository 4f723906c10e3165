import type { Random } from '../lib/random.ts';
import { SpanKind } from '../model/span-enums.ts';
import type { Shop } from './shop.ts';
import type { LiveSpan } from './tracer.ts';

/**
 * While the catalog's cache fills anew, most look-ups miss; otherwise few do. In minutes. It looks like a cause, for the
 * second time falls into the incident, and is none.
 */
const COLD_CACHE: readonly (readonly [from: number, to: number])[] = [
  [7, 9.5],
  [20, 22],
];
/** One answer of the catalog in this many is lost on its way to the collector. */
const LOST_SPAN = 120;

/** What the services behind a page do when they are called. */
export class Services {
  readonly #shop: Shop;
  readonly #random: Random;

  constructor(shop: Shop, random: Random) {
    this.#shop = shop;
    this.#random = random;
  }

  listProducts(span: LiveSpan, count: number): void {
    this.#shop.call(span, 'catalog', 'GetProducts', (server) => {
      server.isLost = this.#random.chance(1 / LOST_SPAN);
      for (let i = 0; i < count; i++) this.#lookUpProduct(server);
    });
  }

  #lookUpProduct(server: LiveSpan): void {
    const key = `product:p-${this.#random.below(400)}`;
    const minute = server.now / 60e9;
    const isCold = COLD_CACHE.some(([from, to]) => minute >= from && minute < to);
    const isHit = !this.#random.chance(isCold ? 0.7 : 0.06);
    this.#shop.cache(server, 'GET', key, { 'app.cache.hit': isHit });
    if (isHit) return;
    this.#shop.query(server, 'SELECT * FROM products WHERE id = ?', 22);
    this.#shop.cache(server, 'SETEX', key);
  }

  getPrices(span: LiveSpan): void {
    this.#shop.call(span, 'pricing', 'GetPrices', (server) => {
      this.#shop.cache(server, 'MGET', 'price:*');
      server.work(1.5);
    });
  }

  /** Returns whether there is enough of everything. */
  checkStock(span: LiveSpan): boolean {
    return this.#shop.call(span, 'inventory', 'CheckStock', (server) => {
      this.#shop.query(server, 'SELECT available FROM stock WHERE product IN (?)', 5);
      if (!this.#random.chance(0.004)) return;
      server.throw('shop.inventory.StockLockedException', 'stock rows are locked by a recount', [
        'shop.inventory.StockService.check(StockService.java:63)',
        'shop.inventory.StockEndpoint.checkStock(StockEndpoint.java:29)',
      ]);
    });
  }

  recommend(span: LiveSpan): void {
    this.#shop.call(span, 'recommendations', 'ForUser', (server) => {
      this.#shop.cache(server, 'GET', 'model:latest');
      server.step('rank candidates', SpanKind.INTERNAL, { 'app.candidates': 200 }, 24, 0.4);
    });
  }

  search(span: LiveSpan): void {
    this.#shop.call(span, 'search', 'Query', (server) => {
      server.work(3);
      const shards = [0, 1, 2].map((shard) => () => searchShard(server, shard));
      server.atOnce(...shards);
      server.work(2);
      if (!this.#random.chance(0.004)) return;
      server.throw('shop.search.ShardTimeoutException', 'shard 1 did not answer in time', [
        'shop.search.ShardClient.await(ShardClient.java:118)',
        'shop.search.QueryService.query(QueryService.java:57)',
      ]);
    });
  }

  getCart(span: LiveSpan): void {
    this.#shop.call(span, 'cart', 'GetCart', (server) => {
      this.#shop.query(server, 'SELECT product, count FROM cart_items WHERE cart = ?', 4);
      this.getPrices(server);
    });
  }

  countCartItems(span: LiveSpan): void {
    this.#shop.call(span, 'cart', 'CountItems', (server) => this.#shop.cache(server, 'HLEN', 'cart:{user}'));
  }

  addCartItem(span: LiveSpan): void {
    this.#shop.call(span, 'cart', 'AddItem', (server) => {
      this.#shop.cache(server, 'HSET', 'cart:{user}');
      this.getPrices(server);
      this.#shop.query(server, 'INSERT INTO cart_items (cart, product, count) VALUES (?, ?, ?)', 3);
    });
  }

  logIn(span: LiveSpan): void {
    this.#shop.call(span, 'accounts', 'LogIn', (server) => {
      this.#shop.query(server, 'SELECT id, password FROM users WHERE email = ?', 5);
      server.step('verify password', SpanKind.INTERNAL, { 'app.hash.algorithm': 'argon2id' }, 85, 0.1);
      if (this.#random.chance(0.06)) server.event('app.wrong_password', { 'app.attempt': 1 });
      else this.#shop.cache(server, 'SETEX', 'session:{id}');
    });
  }

  getSession(span: LiveSpan): void {
    this.#shop.call(span, 'accounts', 'GetSession', (server) =>
      this.#shop.cache(server, 'GET', 'session:{id}'),
    );
  }

  quoteShipping(span: LiveSpan): void {
    this.#shop.call(span, 'shipping', 'Quote', (server) => {
      this.#shop.request(server, 'GET', 'rates.parcel.example', '/quote', 60);
      server.work(4);
    });
  }
}

function searchShard(server: LiveSpan, shard: number): void {
  const attributes = {
    'db.system.name': 'opensearch',
    'db.operation.name': 'search',
    'db.collection.name': `products-${shard}`,
  };
  server.step('search products', SpanKind.CLIENT, attributes, 18, 0.5);
}
