import { createHash, randomBytes } from 'node:crypto';
import type { ShopFault } from './faults.ts';

export const CATEGORIES = ['books', 'games', 'garden', 'music'] as const;

const STAFF_ID = 4;

export interface User {
  readonly id: number;
  readonly username: string;
  readonly passwordHash: string;
  readonly salt: string;
  readonly role: 'customer' | 'admin';
  readonly created_at: string;
  readonly display_name?: string | undefined;
  readonly email?: string | undefined;
}

export interface NewProduct {
  readonly name: string;
  readonly price_cents: number;
  readonly category: (typeof CATEGORIES)[number];
  readonly stock: number;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly discontinued_on?: string | null | undefined;
}

export interface Product extends NewProduct {
  readonly id: number;
  readonly sellerId: number;
  readonly created_at: string;
}

export interface Review {
  readonly id: number;
  readonly product_id: number;
  readonly author_id: number;
  readonly rating: number;
  readonly text: string;
  readonly created_at: string;
}

export interface OrderItem {
  readonly product_id: number;
  readonly quantity: number;
}

export interface Order {
  readonly id: number;
  readonly owner_id: number;
  readonly status: string;
  readonly items: readonly OrderItem[];
  readonly total_cents: number;
  readonly note?: string | undefined;
  readonly shipping_address?: string | undefined;
  readonly created_at: string;
}

/** All that the shop remembers, and which of its faults are switched on. */
export interface Shop {
  readonly on: (fault: ShopFault) => boolean;
  readonly users: Map<number, User>;
  readonly tokens: Map<string, number>;
  readonly failedLogins: Map<string, { readonly count: number; readonly until: number }>;
  readonly products: Map<number, Product>;
  readonly reviews: Map<number, Review>;
  readonly reviewCounts: Map<number, number>;
  readonly carts: Map<number, Map<number, number>>;
  readonly orders: Map<number, Order>;
  readonly coupons: Map<string, { readonly percent: number; readonly remaining: number }>;
  readonly nextId: () => number;
}

/** A token of the staff's. */
export function staffToken(shop: Shop): string {
  const token = randomBytes(24).toString('base64url');
  shop.tokens.set(token, STAFF_ID);
  return token;
}

/** A shop with three sellers' products and no customers yet. */
export function createShop(faults: ReadonlySet<string>): Shop {
  let last = 100;
  const shop: Shop = {
    on: (fault) => faults.has(fault),
    users: new Map(),
    tokens: new Map(),
    failedLogins: new Map(),
    products: new Map(),
    reviews: new Map(),
    reviewCounts: new Map(),
    carts: new Map(),
    orders: new Map(),
    coupons: new Map([
      ['SPRING24', { percent: 10, remaining: 500 }],
      ['WELCOME5', { percent: 5, remaining: 12_000 }],
    ]),
    nextId: () => {
      last += 1;
      return last;
    },
  };
  for (const id of [1, 2, 3]) shop.users.set(id, createUser(id, `seller_${id}`, randomBytes(12).toString('hex')));
  shop.users.set(STAFF_ID, { ...createUser(STAFF_ID, 'staff', randomBytes(12).toString('hex')), role: 'admin' });
  for (const [index, price_cents] of [2900, 900, 12_000, 450, 5900, 1500, 800, 33_000].entries()) {
    const id = index + 1;
    const category = CATEGORIES[index % CATEGORIES.length] ?? 'books';
    const name = `Offer ${id}`;
    const created_at = new Date().toISOString();
    shop.products.set(id, { id, name, price_cents, category, stock: 500, sellerId: 1 + (index % 3), created_at });
  }
  return shop;
}

export function createUser(id: number, username: string, password: string): User {
  const salt = randomBytes(8).toString('hex');
  const passwordHash = hashPassword(password, salt);
  return { id, username, passwordHash, salt, role: 'customer', created_at: new Date().toISOString() };
}

// One round only: what is measured is the API, not the hash.
export function hashPassword(password: string, salt: string): string {
  return createHash('sha256').update(`${salt}:${password}`).digest('hex');
}
