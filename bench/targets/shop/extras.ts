import { get as httpGet } from 'node:http';
import path from 'node:path';
import { type Call, checked, checkedBody, param, queryText, type Reply } from '../call.ts';
import { object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { authenticate } from './account.ts';
import type { Shop } from './state.ts';

const FOLDER = '/srv/shop/invoices';
const FILES: ReadonlyMap<string, string> = new Map([
  [`${FOLDER}/invoice-2024-001.txt`, 'Invoice 2024-001\nOffer 1, twice: 58.00\n'],
  [`${FOLDER}/invoice-2024-002.txt`, 'Invoice 2024-002\nOffer 2, once: 9.00\n'],
  ['/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nshop:x:1000:1000::/srv/shop:/bin/false\n'],
]);
const PARTNER = 'images.example.com';
const IMPORT = object({ image_url: text({ format: 'uri', max: 500 }) });
const CARD = object({ message: text({ max: 300 }), to: optional(text({ max: 60 })) });

/** Coupons, invoices, images from elsewhere and gift cards. */
export function extraRoutes(shop: Shop): readonly Route[] {
  const hidden: readonly Route[] = ['/.env', '/actuator/env', '/debug/vars'].map((place) => [
    'GET',
    place,
    environment,
  ]);
  return [
    ['GET', '/coupons/{code}', (call) => getCoupon(shop, call)],
    ['GET', '/invoices', (call) => getInvoice(shop, call)],
    ['POST', '/products/import', (call) => importImage(shop, call)],
    ['POST', '/gift-cards/preview', (call) => previewCard(shop, call)],
    ...(shop.on('hidden-endpoint') ? hidden : []),
  ];
}

function environment(): Reply {
  const lines = ['APP_ENV=production', 'DB_HOST=10.0.3.7', 'DB_PASSWORD=correct-horse', 'SECRET_KEY=0c9f2f7a'];
  return { status: 200, headers: { 'content-type': 'text/plain' }, text: `${lines.join('\n')}\n` };
}

function getCoupon(shop: Shop, call: Call): Reply {
  const code = checked(param(call, 'code'), text({ pattern: /^[A-Z0-9]{4,12}$/ }));
  const coupon = shop.coupons.get(code);
  if (coupon === undefined) throw new Problem(404, 'There is no such coupon');
  const { percent, remaining } = coupon;
  if (shop.on('get-with-effect')) shop.coupons.set(code, { percent, remaining: remaining - 1 });
  const extra = shop.on('extra-member') ? { margin_cents: 120 } : {};
  return { status: 200, body: { code, percent, remaining, ...extra } };
}

function getInvoice(shop: Shop, call: Call): Reply {
  authenticate(shop, call);
  const name = queryText(call, 'file', { min: 1, max: 100 });
  if (name === undefined) throw new Problem(400, 'Name a file');
  const safe = shop.on('path-traversal') ? name : path.posix.basename(name);
  const content = FILES.get(path.posix.join(FOLDER, safe));
  if (content === undefined) throw new Problem(404, 'There is no such invoice');
  const type = shop.on('wrong-content-type') ? 'text/html' : 'text/plain; charset=utf-8';
  return { status: 200, headers: { 'content-type': type }, text: content };
}

async function importImage(shop: Shop, call: Call): Promise<Reply> {
  authenticate(shop, call);
  const { image_url } = checkedBody(call, IMPORT);
  const url = URL.canParse(image_url) ? new URL(image_url) : undefined;
  if (shop.on('ssrf') && url?.protocol === 'http:') {
    const bytes = await sizeOf(url);
    return { status: 202, body: { state: 'fetched', bytes } };
  }
  if (url?.protocol !== 'https:' || url.hostname !== PARTNER) throw new Problem(422, 'The host is no partner of ours');
  return { status: 202, body: { state: 'queued' } };
}

/** The bytes that come from an address on this machine; 0 where none come. */
function sizeOf(url: URL): Promise<number> {
  if (!/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname)) return Promise.resolve(0);
  return new Promise((resolve) => {
    const request = httpGet(url, { timeout: 1000 }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > 1_000_000) request.destroy();
      });
      response.on('close', () => resolve(size));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(0));
  });
}

function previewCard(shop: Shop, call: Call): Reply {
  const { message, to } = checkedBody(call, CARD);
  const card = to === undefined ? message : `Dear ${to}, ${message}`;
  return { status: 200, body: { text: shop.on('template-injection') ? computeBraces(card) : card } };
}

// As a template engine does it: `{{12*34}}`, `${12*34}`, `#{12*34}` and `<%= 12*34 %>` become 408.
function computeBraces(card: string): string {
  return card.replaceAll(
    /(?:\{\{|[$#]\{|<%=)\s*(\d{1,9})\s*\*\s*(\d{1,9})\s*(?:\}\}|\}|%>)/g,
    (_all, left: string, right: string) => String(BigInt(left) * BigInt(right)),
  );
}
