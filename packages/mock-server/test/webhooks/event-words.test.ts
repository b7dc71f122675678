import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPastOf, nounOf, pathNouns, readEventWords, stem } from '../../src/webhooks/event-words.ts';

test.each([
  ['newPet', 'created', 'pet'],
  ['pet.created', 'created', 'pet'],
  ['petUpdated', 'updated', 'pet'],
  ['issues-opened', 'created', 'issue'],
  ['DELETED_PURCHASES', 'deleted', 'purchase'],
  ['customer.subscription.updated', 'updated', 'customer subscription'],
  ['order-notification', undefined, 'order'],
  ['newPetAlert', 'created', 'pet'],
  ['HTTPCheckAdded', 'created', 'http check'],
  ['event', undefined, 'event'],
  ['', undefined, ''],
])('%j tells of %s %j', (name, change, nouns) => {
  const words = readEventWords(name);
  expect([words.change, words.plainNouns.join(' ')]).toEqual([change, nounOf(nouns)]);
});

test.each([
  ['case', 'cases'],
  ['company', 'companies'],
  ['movie', 'movies'],
  ['batch', 'batches'],
  ['status', 'statuses'],
  ['class', 'classes'],
  ['purchase', 'purchases'],
  ['house', 'houses'],
  ['box', 'boxes'],
  ['pet', 'pets'],
  ['sms', 'sms'],
])('%s and %s are one word', (one, many) => {
  expect(stem(many)).toBe(stem(one));
});

test.each([
  ['cancelled', 'cancel', true],
  ['canceled', 'cancel', true],
  ['finalized', 'finalize', true],
  ['denied', 'deny', true],
  ['cancel', 'cancel', false],
  ['created', 'cancel', false],
  ['ed', '', false],
])('%s is the past of %s: %s', (past, word, expected) => {
  expect(isPastOf(past, word)).toBe(expected);
});

test('a path is about its last segment that is no parameter', () => {
  expect(pathNouns('/stores/{id}/special-orders/{orderId}')).toEqual(['special order', 'order']);
  expect(pathNouns('/{id}')).toEqual([]);
});

test('any text can be read, in little time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 10_000 }), (name) => {
      expect(readEventWords(name).nouns.join('').length).toBeLessThanOrEqual(400);
    }),
    { seed: 7, numRuns: 200 },
  );
});
