import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, at, type Client, countOf } from './client.ts';
import type { Demos } from './demo.ts';

const PRODUCT = { name: 'Chess set', price_cents: 2900, category: 'games', stock: 12 };
const ORDER = { items: [{ product_id: 1, quantity: 2 }], note: 'Ring twice' };
const PASSWORD = 'blue-kettle-42';

/** What the shop's faults look like from outside. */
export const shopDemos: Demos = {
  tour: async (api) => {
    const { client } = api;
    await client.send('POST /register', {
      body: { username: 'mina_k', password: PASSWORD, email: 'mina@example.com' },
    });
    await client.send('POST /register', { body: { username: 'mina_k', password: PASSWORD } });
    await client.send('POST /register', { body: { username: 'x', password: PASSWORD } });
    await client.send('POST /login', { body: { username: 'mina_k', password: 'wrong' } });
    for (let tries = 0; tries < 11; tries += 1) {
      await client.send('POST /login', { body: { username: 'nobody', password: 'wrong' } });
    }
    await tourOfMember(await join(client, 'tour_member'), client);
    await refusals(await join(client, 'tour_other'), client);
    await client.as(api.identities.staff ?? {}).send('GET /admin/users');
  },
  faults: {
    'status-undeclared': async ({ client }) => {
      const member = await join(client, 'cart_member');
      await member.send('PUT /cart/items/1', { body: { quantity: 2 } });
      return (await member.send('DELETE /cart/items/1')).status !== 204;
    },
    'wrong-type': async ({ client }) =>
      typeof at(await (await join(client, 'a_member')).send('GET /cart'), 'total_cents') !== 'number',
    'missing-member': async ({ client }) => {
      const { id } = await review(await join(client, 'a_member'));
      return at(await client.send(`GET /reviews/${id}`), 'created_at') === undefined;
    },
    'extra-member': async ({ client }) => at(await client.send('GET /coupons/SPRING24'), 'margin_cents') !== undefined,
    'wrong-content-type': async ({ client }) => {
      const answer = await (await join(client, 'a_member')).send('GET /invoices?file=invoice-2024-001.txt');
      return answer.headers.get('content-type') === 'text/html';
    },
    'missing-header': async ({ client }) => {
      const answer = await (await join(client, 'a_member')).send('POST /orders', { body: ORDER });
      return answer.status === 201 && !answer.headers.has('x-order-number');
    },
    'maximum-not-enforced': async ({ client }) => {
      const member = await join(client, 'a_member');
      return (await member.send('POST /products/1/reviews', { body: { rating: 6, text: 'Well' } })).status === 201;
    },
    'pattern-not-enforced': async ({ client }) =>
      (await client.send('POST /register', { body: { username: 'Not a name!', password: PASSWORD } })).status === 201,
    'required-not-enforced': async ({ client }) => {
      const member = await join(client, 'a_member');
      const { category: _, ...body } = PRODUCT;
      return (await member.send(`PUT /products/${await offer(member)}`, { body })).status === 200;
    },
    'boundary-rejected': async ({ client }) => {
      const member = await join(client, 'a_member');
      return (await member.send('POST /products', { body: { ...PRODUCT, price_cents: 1 } })).status === 400;
    },
    'enum-not-enforced': async ({ client }) => (await client.send('GET /products?sort=colour')).status === 200,
    'crash-on-empty': async ({ client }) => (await client.send('GET /products?q=')).status === 500,
    'crash-on-unicode': async ({ client }) => {
      const member = await join(client, 'a_member');
      return (await member.send('POST /products/1/reviews', { body: { rating: 5, text: 'schön' } })).status === 500;
    },
    'no-allow': async ({ client }) => !(await client.send('PUT /cart')).headers.has('allow'),
    'no-www-authenticate': async ({ client }) => !(await client.send('GET /me')).headers.has('www-authenticate'),
    'dead-location': async ({ client }) => {
      const answer = await (await join(client, 'a_member')).send('POST /products', { body: PRODUCT });
      return (await client.send(`GET ${answer.headers.get('location')}`)).status === 404;
    },
    'head-differs': async ({ client }) => (await client.send('HEAD /products/1')).status !== 200,
    'get-with-effect': async ({ client }) => {
      const before = await client.send('GET /coupons/SPRING24');
      return before.text !== (await client.send('GET /coupons/SPRING24')).text;
    },
    'created-not-listed': async ({ client }) => {
      const member = await join(client, 'a_member');
      await member.send('POST /orders', { body: ORDER });
      return countOf(await member.send('GET /orders'), 'items') === 0;
    },
    'update-lost': async ({ client }) => {
      const member = await join(client, 'a_member');
      const changed = await member.send('PATCH /me', { body: { email: 'new@example.com' } });
      return at(changed, 'email') !== at(await member.send('GET /me'), 'email');
    },
    'delete-without-effect': async ({ client }) => {
      const member = await join(client, 'a_member');
      const { id } = await review(member);
      await member.send(`DELETE /reviews/${id}`);
      return (await client.send(`GET /reviews/${id}`)).status === 200;
    },
    'limit-ignored': async ({ client }) => countOf(await client.send('GET /products?limit=2'), 'items') > 2,
    'filter-ignored': async ({ client }) =>
      at(await client.send('GET /products?category=garden'), 'items', 0, 'category') !== 'garden',
    'sort-wrong': async ({ client }) => {
      const answer = await client.send('GET /products?sort=price_cents');
      const prices = Array.from({ length: countOf(answer, 'items') }, (_, index) =>
        Number(at(answer, 'items', index, 'price_cents')),
      );
      return prices.some((price, index) => price < (prices[index - 1] ?? 0));
    },
    'failed-write-stored': async ({ client }) => {
      const member = await join(client, 'a_member');
      await member.send('POST /orders', { body: { items: [{ product_id: 99_999, quantity: 1 }] } });
      return countOf(await member.send('GET /orders'), 'items') === 1;
    },
    'counter-drift': async ({ client }) => {
      await review(await join(client, 'a_member'));
      const answer = await client.send('GET /products/1/reviews');
      return at(answer, 'total') !== countOf(answer, 'items');
    },
    'auth-ignored': async ({ client }) => (await client.send('GET /users/1')).status === 200,
    'bola-read': async ({ client }) => {
      const { id } = await order(await join(client, 'a_member'));
      return at(await (await join(client, 'b_member')).send(`GET /orders/${id}`), 'note') === ORDER.note;
    },
    'bola-write': async ({ client }) => {
      const owner = await join(client, 'a_member');
      const { id } = await order(owner);
      await (await join(client, 'b_member')).send(`PATCH /orders/${id}`, { body: { note: 'Mine' } });
      return at(await owner.send(`GET /orders/${id}`), 'note') === 'Mine';
    },
    'bfla-asymmetry': async ({ client }) => {
      const id = await offer(await join(client, 'a_member'));
      const other = await join(client, 'b_member');
      const put = await other.send(`PUT /products/${id}`, { body: PRODUCT });
      return put.status === 403 && (await other.send(`DELETE /products/${id}`)).status === 204;
    },
    'self-escalation': async ({ client }) => {
      const member = await join(client, 'a_member');
      await member.send('PATCH /me', { body: { display_name: 'A', role: 'admin' } });
      return (await member.send('GET /admin/users')).status === 200;
    },
    'mass-assignment': async ({ client }) => {
      const member = await join(client, 'a_member');
      const { id } = await order(member, { ...ORDER, status: 'paid' });
      return at(await member.send(`GET /orders/${id}`), 'status') === 'paid';
    },
    'anonymous-write': async ({ client }) =>
      (await client.send('POST /products/1/reviews', { body: { rating: 1, text: 'Bad' } })).status === 201,
    exposure: async ({ client }) =>
      typeof at(await client.send('GET /products/1'), 'seller', 'password_hash') === 'string',
    enumeration: async ({ client }) => {
      await join(client, 'a_member');
      const tries = ['a_member', 'nobody_at_all'].map((username) =>
        client.send('POST /login', { body: { username, password: 'wrong' } }),
      );
      const [known, unknown] = await Promise.all(tries);
      return known?.text !== unknown?.text;
    },
    'brute-force': async ({ client }) => {
      await join(client, 'a_member');
      const wrong = { username: 'a_member', password: 'wrong' };
      for (let tries = 0; tries < 40; tries += 1) await client.send('POST /login', { body: wrong });
      return (await client.send('POST /login', { body: { ...wrong, password: PASSWORD } })).status === 200;
    },
    'path-traversal': async ({ client }) => {
      const member = await join(client, 'a_member');
      return (await member.send('GET /invoices?file=../../../etc/passwd')).text.startsWith('root:x:0:0');
    },
    ssrf: async ({ client }) => {
      const member = await join(client, 'a_member');
      return wasVisited(async (image_url) => {
        await member.send('POST /products/import', { body: { image_url } });
      });
    },
    'template-injection': async ({ client }) =>
      at(await client.send('POST /gift-cards/preview', { body: { message: 'x {{1234*5678}}' } }), 'text') ===
      'x 7006652',
    'cors-credentials': async ({ client }) => {
      const { headers } = await client.send('GET /products', { headers: { origin: 'https://evil.example' } });
      return (
        headers.get('access-control-allow-origin') === 'https://evil.example' &&
        headers.has('access-control-allow-credentials')
      );
    },
    banner: async ({ client }) => /\d\.\d/.test((await client.send('GET /products')).headers.get('server') ?? ''),
    'hidden-endpoint': async ({ client }) => (await client.send('GET /.env')).text.includes('DB_PASSWORD'),
  },
};

async function tourOfMember(member: Client, anybody: Client): Promise<void> {
  const id = at(await member.send('GET /me'), 'id');
  await member.send(`GET /users/${id}`);
  await member.send('PATCH /me', { body: { display_name: 'Mina', email: 'mina@example.com' } });
  await anybody.send('GET /products?limit=3&offset=1&category=games&sort=-price_cents&q=Offer');
  const product = await offer(member);
  await anybody.send(`GET /products/${product}`);
  await member.send(`PUT /products/${product}`, { body: { ...PRODUCT, tags: ['wood'], discontinued_on: null } });
  await member.send('POST /products/import', { body: { image_url: 'https://images.example.com/chess.png' } });
  const { id: reviewId } = await review(member, product);
  await anybody.send(`GET /products/${product}/reviews`);
  await anybody.send(`GET /reviews/${reviewId}`);
  await member.send(`DELETE /reviews/${reviewId}`);
  await member.send('PUT /cart/items/1', { body: { quantity: 3 } });
  await member.send('GET /cart');
  await member.send('DELETE /cart/items/1');
  const { id: orderId } = await order(member);
  await member.send('GET /orders?limit=5');
  await member.send(`PATCH /orders/${orderId}`, { body: { note: 'Door' } });
  await member.send(`GET /orders/${orderId}`);
  await member.send(`DELETE /orders/${orderId}`);
  await member.send(`DELETE /products/${product}`);
  await anybody.send('GET /coupons/SPRING24');
  await member.send('GET /invoices?file=invoice-2024-002.txt');
  await anybody.send('POST /gift-cards/preview', { body: { message: 'Happy {{1*2}}', to: 'Ada' } });
}

async function refusals(member: Client, anybody: Client): Promise<void> {
  const secured = [
    'GET /me',
    'GET /users/1',
    'GET /admin/users',
    'GET /cart',
    'GET /orders',
    'GET /orders/1',
    'GET /invoices?file=a',
  ];
  for (const call of secured) await anybody.send(call);
  for (const call of [
    'POST /products',
    'POST /orders',
    'POST /products/1/reviews',
    'POST /products/import',
    'PATCH /me',
  ]) {
    await anybody.send(call, { body: {} });
    await member.send(call, { body: {} });
    await member.send(call, { body: '{"a":', headers: { 'content-type': 'application/json' } });
    await member.send(call, { body: 'a', headers: { 'content-type': 'text/plain' } });
    await member.send(call, { body: { note: 'x'.repeat(1_100_000) } });
  }
  for (const call of [
    'GET /admin/users',
    'GET /users/1',
    'GET /users/x',
    'GET /orders/99999',
    'GET /products/99999',
    'GET /products?limit=0',
  ]) {
    await member.send(call);
  }
  for (const call of [
    'GET /coupons/NONE1',
    'GET /coupons/none',
    'GET /invoices',
    'GET /invoices?file=..',
    'GET /reviews/9999',
    'DELETE /products/1',
  ]) {
    await member.send(call);
  }
  await member.send('PUT /products/1', { body: PRODUCT });
  await member.send('POST /products/import', { body: { image_url: 'http://127.0.0.1:9/x' } });
  await member.send('POST /orders', { body: { items: [{ product_id: 99_999, quantity: 1 }] } });
}

async function join(client: Client, username: string): Promise<Client> {
  await client.send('POST /register', { body: { username, password: PASSWORD } });
  const answer = await client.send('POST /login', { body: { username, password: PASSWORD } });
  return client.as({ authorization: `Bearer ${at(answer, 'token')}` });
}

async function offer(member: Client): Promise<number> {
  return Number(at(await member.send('POST /products', { body: PRODUCT }), 'id'));
}

async function review(member: Client, product = 1): Promise<{ readonly id: number }> {
  return idOf(await member.send(`POST /products/${product}/reviews`, { body: { rating: 4, text: 'Well made' } }));
}

async function order(member: Client, body: object = ORDER): Promise<{ readonly id: number }> {
  return idOf(await member.send('POST /orders', { body }));
}

function idOf(answer: Answer): { readonly id: number } {
  return { id: Number(at(answer, 'id')) };
}

async function wasVisited(visit: (url: string) => Promise<void>): Promise<boolean> {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    response.end('seen');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return visits > 0;
}
