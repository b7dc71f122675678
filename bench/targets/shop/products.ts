import { type Call, checkedBody, idParam, queryChoice, queryInteger, queryText, type Reply } from '../call.ts';
import { type Check, integer, list, nullable, object, oneOf, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { authenticate } from './account.ts';
import { CATEGORIES, type NewProduct, type Product, type Shop } from './state.ts';

const SORTS = ['id', 'price_cents', '-price_cents'] as const;

export function productRoutes(shop: Shop): readonly Route[] {
  return [
    ['GET', '/products', (call) => listProducts(shop, call)],
    ['POST', '/products', (call) => createProduct(shop, call)],
    ['GET', '/products/{product_id}', (call) => ({ status: 200, body: show(shop, findProduct(shop, call)) })],
    ['PUT', '/products/{product_id}', (call) => replaceProduct(shop, call)],
    ['DELETE', '/products/{product_id}', (call) => deleteProduct(shop, call)],
  ];
}

/** @throws {Problem} 400 or 404. */
export function findProduct(shop: Shop, call: Call): Product {
  const product = shop.products.get(idParam(call, 'product_id'));
  if (product === undefined) throw new Problem(404, 'There is no such product');
  return product;
}

function listProducts(shop: Shop, call: Call): Reply {
  const limit = queryInteger(call, 'limit', { min: 1, max: 100, fallback: 20 });
  const offset = queryInteger(call, 'offset', { min: 0, max: 100_000, fallback: 0 });
  const category = queryChoice(call, 'category', CATEGORIES);
  const sort = shop.on('enum-not-enforced') ? call.query.get('sort') : queryChoice(call, 'sort', SORTS);
  const wanted = queryText(call, 'q', { max: 100 });
  if (wanted === '' && shop.on('crash-on-empty')) throw new TypeError('Cannot build an index of nothing');
  const found = [...shop.products.values()]
    .filter((product) => category === undefined || shop.on('filter-ignored') || product.category === category)
    .filter(({ name }) => name.toLowerCase().includes((wanted ?? '').toLowerCase()));
  const sorted = sortProducts(shop, found, sort ?? 'id');
  const items = sorted.slice(offset, shop.on('limit-ignored') ? offset + 100 : offset + limit);
  return { status: 200, body: { items: items.map((item) => show(shop, item)), total: found.length, limit, offset } };
}

function sortProducts(shop: Shop, products: readonly Product[], sort: string): readonly Product[] {
  if (!sort.endsWith('price_cents')) return products;
  const sign = sort.startsWith('-') ? -1 : 1;
  return products.toSorted((a, b) =>
    shop.on('sort-wrong')
      ? sign * (String(a.price_cents) < String(b.price_cents) ? -1 : 1)
      : sign * (a.price_cents - b.price_cents) || a.id - b.id,
  );
}

function newProduct(shop: Shop): Check<NewProduct> {
  const lowest = shop.on('boundary-rejected') ? 2 : 1;
  return object({
    name: text({ min: 1, max: 80 }),
    price_cents: integer(lowest, 10_000_000),
    category: oneOf(CATEGORIES),
    stock: integer(0, 100_000),
    description: optional(text({ max: 1000 })),
    tags: optional(list(text({ min: 1, max: 20 }), { max: 5, unique: true })),
    discontinued_on: optional(nullable(text({ format: 'date' }))),
  });
}

function createProduct(shop: Shop, call: Call): Reply {
  const seller = authenticate(shop, call);
  const body = known(checkedBody(call, newProduct(shop)));
  const id = shop.nextId();
  const product = { ...body, id, sellerId: seller.id, created_at: new Date().toISOString() };
  shop.products.set(id, product);
  const location = shop.on('dead-location') ? `/catalogue/${id}` : `/products/${id}`;
  return { status: 201, headers: { location }, body: show(shop, product) };
}

function replaceProduct(shop: Shop, call: Call): Reply {
  const product = ownProduct(shop, call);
  const body = known(checkedBody(call, replacement(shop)));
  const category = body.category ?? product.category;
  const { id, sellerId, created_at } = product;
  const replaced = { ...body, category, id, sellerId, created_at };
  shop.products.set(id, replaced);
  return { status: 200, body: show(shop, replaced) };
}

function replacement(shop: Shop): Check<NewProduct> {
  const whole = newProduct(shop);
  if (!shop.on('required-not-enforced')) return whole;
  return {
    find: (value, pointer) =>
      whole.find(value, pointer).filter((violation) => !isMissingCategory(violation.pointer, value)),
  };
}

function isMissingCategory(pointer: string, value: unknown): boolean {
  return pointer === '/category' && !Object.hasOwn(Object(value), 'category');
}

function deleteProduct(shop: Shop, call: Call): Reply {
  const product = shop.on('bfla-asymmetry') ? anyProduct(shop, call) : ownProduct(shop, call);
  shop.products.delete(product.id);
  return { status: 204 };
}

function anyProduct(shop: Shop, call: Call): Product {
  authenticate(shop, call);
  return findProduct(shop, call);
}

function ownProduct(shop: Shop, call: Call): Product {
  const user = authenticate(shop, call);
  const product = findProduct(shop, call);
  if (product.sellerId !== user.id && user.role !== 'admin') throw new Problem(403, 'Another member sells this');
  return product;
}

function known(body: NewProduct): NewProduct {
  const { name, price_cents, category, stock, description, tags, discontinued_on } = body;
  return { name, price_cents, category, stock, description, tags, discontinued_on };
}

function show(shop: Shop, { sellerId, ...product }: Product): object {
  const user = shop.users.get(sellerId);
  const secret = shop.on('exposure') ? { password_hash: user?.passwordHash } : {};
  return { ...product, seller: { id: sellerId, username: user?.username, ...secret } };
}
