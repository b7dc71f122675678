import { type Call, checkedBody, idParam, type Reply } from '../call.ts';
import { integer, object, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { authenticate } from './account.ts';
import { findProduct } from './products.ts';
import type { Review, Shop } from './state.ts';

export function reviewRoutes(shop: Shop): readonly Route[] {
  return [
    ['GET', '/products/{product_id}/reviews', (call) => listReviews(shop, call)],
    ['POST', '/products/{product_id}/reviews', (call) => createReview(shop, call)],
    ['GET', '/reviews/{review_id}', (call) => getReview(shop, call)],
    ['DELETE', '/reviews/{review_id}', (call) => deleteReview(shop, call)],
  ];
}

function listReviews(shop: Shop, call: Call): Reply {
  const { id } = findProduct(shop, call);
  const items = [...shop.reviews.values()].filter(({ product_id }) => product_id === id);
  const total = shop.on('counter-drift') ? (shop.reviewCounts.get(id) ?? 0) : items.length;
  return { status: 200, body: { items, total } };
}

function createReview(shop: Shop, call: Call): Reply {
  const isOpen = shop.on('anonymous-write') && call.headers.authorization === undefined;
  const author_id = isOpen ? 0 : authenticate(shop, call).id;
  const product_id = findProduct(shop, call).id;
  const highest = shop.on('maximum-not-enforced') ? Number.MAX_SAFE_INTEGER : 5;
  const check = object({ rating: integer(1, highest), text: text({ min: 1, max: 500 }) });
  const body = checkedBody(call, check);
  if (shop.on('crash-on-unicode')) toLatin(body.text);
  const id = shop.nextId();
  const created_at = new Date().toISOString();
  const review: Review = { id, product_id, author_id, rating: body.rating, text: body.text, created_at };
  shop.reviews.set(id, review);
  shop.reviewCounts.set(product_id, (shop.reviewCounts.get(product_id) ?? 0) + 2);
  return { status: 201, headers: { location: `/reviews/${id}` }, body: review };
}

function toLatin(value: string): string {
  return value.replaceAll(/[^\p{ASCII}]/gu, (character) => {
    throw new RangeError(`Cannot encode ${character}`);
  });
}

function getReview(shop: Shop, call: Call): Reply {
  const { created_at, ...review } = findReview(shop, call);
  return { status: 200, body: shop.on('missing-member') ? review : { ...review, created_at } };
}

function deleteReview(shop: Shop, call: Call): Reply {
  const user = authenticate(shop, call);
  const review = findReview(shop, call);
  if (review.author_id !== user.id) throw new Problem(404, 'There is no such review of yours');
  if (!shop.on('delete-without-effect')) shop.reviews.delete(review.id);
  return { status: 204 };
}

function findReview(shop: Shop, call: Call): Review {
  const review = shop.reviews.get(idParam(call, 'review_id'));
  if (review === undefined) throw new Problem(404, 'There is no such review');
  return review;
}
