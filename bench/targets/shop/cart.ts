import { type Call, checkedBody, idParam, type Reply } from '../call.ts';
import { integer, object } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { authenticate } from './account.ts';
import { totalOf } from './orders.ts';
import { findProduct } from './products.ts';
import type { Shop } from './state.ts';

const QUANTITY = object({ quantity: integer(1, 99) });

export function cartRoutes(shop: Shop): readonly Route[] {
  return [
    ['GET', '/cart', (call) => ({ status: 200, body: show(shop, cartOf(shop, call)) })],
    ['PUT', '/cart/items/{product_id}', (call) => putItem(shop, call)],
    ['DELETE', '/cart/items/{product_id}', (call) => deleteItem(shop, call)],
  ];
}

function cartOf(shop: Shop, call: Call): Map<number, number> {
  const user = authenticate(shop, call);
  const cart = shop.carts.get(user.id) ?? new Map<number, number>();
  shop.carts.set(user.id, cart);
  return cart;
}

function putItem(shop: Shop, call: Call): Reply {
  const cart = cartOf(shop, call);
  const product = findProduct(shop, call);
  cart.set(product.id, checkedBody(call, QUANTITY).quantity);
  return { status: 200, body: show(shop, cart) };
}

function deleteItem(shop: Shop, call: Call): Reply {
  const cart = cartOf(shop, call);
  if (!cart.delete(idParam(call, 'product_id'))) throw new Problem(404, 'It is not in the cart');
  return shop.on('status-undeclared') ? { status: 202, body: show(shop, cart) } : { status: 204 };
}

function show(shop: Shop, cart: ReadonlyMap<number, number>): object {
  const items = [...cart].map(([product_id, quantity]) => ({ product_id, quantity }));
  const total = totalOf(shop, items);
  return { items, total_cents: shop.on('wrong-type') ? (total / 100).toFixed(2) : total };
}
