import type { IncomingMessage } from 'node:http';
import type { Reply } from '../call.ts';
import { createRoutes } from '../routes.ts';
import { type Served, serve } from '../serve.ts';
import { accountRoutes } from './account.ts';
import { cartRoutes } from './cart.ts';
import { extraRoutes } from './extras.ts';
import { orderRoutes } from './orders.ts';
import { productRoutes } from './products.ts';
import { reviewRoutes } from './reviews.ts';
import { createShop, type Shop, staffToken } from './state.ts';

export interface ShopOptions {
  readonly faults: ReadonlySet<string>;
  readonly port: number;
}

export interface ServedShop extends Served {
  /** What the staff sends to be known. Members register themselves. */
  readonly identities: Readonly<Record<'staff', Readonly<Record<string, string>>>>;
}

/** Serves the shop on loopback. */
export async function startShop({ faults, port }: ShopOptions): Promise<ServedShop> {
  const shop = createShop(faults);
  const routes = [
    ...accountRoutes(shop),
    ...productRoutes(shop),
    ...reviewRoutes(shop),
    ...cartRoutes(shop),
    ...orderRoutes(shop),
    ...extraRoutes(shop),
  ];
  const answer = createRoutes(routes, {
    allow: (template, methods) => (shop.on('no-allow') && template === '/cart' ? undefined : methods.join(', ')),
    head: (template, reply) =>
      shop.on('head-differs') && template === '/products/{product_id}' ? { status: 404 } : reply,
  });
  const served = await serve({ port, answer, decorate: (reply, request) => decorate(shop, reply, request) });
  return { ...served, identities: { staff: { authorization: `Bearer ${staffToken(shop)}` } } };
}

function decorate(shop: Shop, reply: Reply, request: IncomingMessage): Reply {
  const { origin } = request.headers;
  const cors: Record<string, string> =
    shop.on('cors-credentials') && origin !== undefined
      ? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
      : {};
  const banner: Record<string, string> = shop.on('banner')
    ? { server: 'nginx/1.14.0', 'x-powered-by': 'Express/4.16.1' }
    : {};
  return { ...reply, headers: { ...reply.headers, ...cors, ...banner } };
}
