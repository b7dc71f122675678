import { type Call, checkedBody, idParam, queryInteger, type Reply, rawMember } from '../call.ts';
import { integer, list, object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { authenticate } from './account.ts';
import type { Order, OrderItem, Shop, User } from './state.ts';

const NOTES = { note: optional(text({ max: 200 })), shipping_address: optional(text({ min: 5, max: 200 })) };
const ITEM = object({ product_id: integer(1, Number.MAX_VALUE), quantity: integer(1, 99) });
const NEW_ORDER = object({ items: list(ITEM, { min: 1, max: 20 }), ...NOTES });
const CHANGE = object(NOTES, { minProperties: 1 });

export function orderRoutes(shop: Shop): readonly Route[] {
  return [
    ['GET', '/orders', (call) => listOrders(shop, call)],
    ['POST', '/orders', (call) => createOrder(shop, call)],
    ['GET', '/orders/{order_id}', (call) => ({ status: 200, body: findOrder(shop, call, 'bola-read') })],
    ['PATCH', '/orders/{order_id}', (call) => changeOrder(shop, call)],
    ['DELETE', '/orders/{order_id}', (call) => deleteOrder(shop, call)],
  ];
}

function listOrders(shop: Shop, call: Call): Reply {
  const user = authenticate(shop, call);
  const limit = queryInteger(call, 'limit', { min: 1, max: 100, fallback: 50 });
  const own = [...shop.orders.values()].filter(({ owner_id }) => owner_id === user.id).toReversed();
  const items = shop.on('created-not-listed') ? [] : own.slice(0, limit);
  return { status: 200, body: { items, total: shop.on('created-not-listed') ? 0 : own.length } };
}

function createOrder(shop: Shop, call: Call): Reply {
  const user = authenticate(shop, call);
  const body = checkedBody(call, NEW_ORDER);
  const items = body.items.map(({ product_id, quantity }) => ({ product_id, quantity }));
  const isKnown = items.every(({ product_id }) => shop.products.has(product_id));
  if (!isKnown && !shop.on('failed-write-stored')) throw new Problem(422, 'One of the products is not on sale');
  const order = newOrder(shop, user, { ...body, items });
  shop.orders.set(order.id, withAssignedStatus(shop, call, order));
  if (!isKnown) throw new Problem(422, 'One of the products is not on sale');
  const number: Record<string, string> = shop.on('missing-header') ? {} : { 'x-order-number': `SO-${order.id}` };
  return { status: 201, headers: { location: `/orders/${order.id}`, ...number }, body: shop.orders.get(order.id) };
}

type NewOrder = Pick<Order, 'items' | 'note' | 'shipping_address'>;

function newOrder(shop: Shop, user: User, { items, note, shipping_address }: NewOrder): Order {
  const id = shop.nextId();
  const created_at = new Date().toISOString();
  const total_cents = totalOf(shop, items);
  return { id, owner_id: user.id, status: 'open', items, total_cents, note, shipping_address, created_at };
}

function withAssignedStatus(shop: Shop, call: Call, order: Order): Order {
  const status = rawMember(call, 'status');
  return shop.on('mass-assignment') && typeof status === 'string' ? { ...order, status } : order;
}

/** What the items cost together, in cents. */
export function totalOf(shop: Shop, items: readonly OrderItem[]): number {
  return items.reduce((sum, item) => sum + (shop.products.get(item.product_id)?.price_cents ?? 0) * item.quantity, 0);
}

function changeOrder(shop: Shop, call: Call): Reply {
  const order = findOrder(shop, call, 'bola-write');
  const { note = order.note, shipping_address = order.shipping_address } = checkedBody(call, CHANGE);
  const changed = { ...order, note, shipping_address };
  shop.orders.set(order.id, changed);
  return { status: 200, body: changed };
}

function deleteOrder(shop: Shop, call: Call): Reply {
  shop.orders.delete(findOrder(shop, call).id);
  return { status: 204 };
}

function findOrder(shop: Shop, call: Call, hole?: 'bola-read' | 'bola-write'): Order {
  const user = authenticate(shop, call);
  const order = shop.orders.get(idParam(call, 'order_id'));
  const isOpen = hole !== undefined && shop.on(hole);
  if (order === undefined || (order.owner_id !== user.id && !isOpen)) throw new Problem(404, 'There is no such order');
  return order;
}
