import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { openApiDocuments } from '../support/corpus.ts';

const document = openApiDocuments().find(({ name }) => name === 'openapi-3.0/stripe.yaml');

/** What the library's resources have in common; each has those that its part of the document declares. */
interface Resource {
  create(parameters: object): Promise<Stored>;
  retrieve(id: string): Promise<Stored>;
  update?(id: string, parameters: object): Promise<Stored>;
  list?(parameters: object): AsyncIterable<Stored>;
  del?(id: string): Promise<Stored & { readonly deleted?: boolean }>;
}

interface Stored {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** By the library's name: what is created, and what is changed. */
const resources: [name: string, create: object, change: object][] = [
  ['customers', { email: 'ada@example.com', name: 'Ada', metadata: { a: '1' } }, { name: 'Ben' }],
  ['products', { name: 'Chair', active: true }, { name: 'Table' }],
  ['prices', { currency: 'eur', unit_amount: 500, product: 'prod_1' }, { nickname: 'Monthly' }],
  ['plans', { currency: 'eur', amount: 500, interval: 'month', product: 'prod_1' }, { nickname: 'Monthly' }],
  ['coupons', { percent_off: 10, duration: 'once' }, { name: 'Ten' }],
  ['charges', { amount: 100, currency: 'eur' }, { description: 'A chair' }],
  ['paymentIntents', { amount: 100, currency: 'eur' }, { description: 'A chair' }],
  ['setupIntents', { usage: 'off_session' }, { description: 'Later' }],
  ['refunds', { charge: 'ch_1', amount: 5 }, { metadata: { a: 'b' } }],
  ['invoices', { customer: 'cus_1', description: 'First' }, { description: 'Second' }],
  ['invoiceItems', { customer: 'cus_1', amount: 5, currency: 'eur' }, { description: 'Second' }],
  ['taxRates', { display_name: 'VAT', percentage: 19, inclusive: false }, { description: 'Germany' }],
  ['promotionCodes', { coupon: 'co_1', code: 'SUMMER' }, { active: false }],
  ['webhookEndpoints', { url: 'https://example.com/hook', enabled_events: ['*'] }, { description: 'Mine' }],
  ['payouts', { amount: 5, currency: 'eur' }, { metadata: { a: 'b' } }],
  ['transfers', { amount: 5, currency: 'eur', destination: 'acct_1' }, { description: 'Share' }],
  ['topups', { amount: 5, currency: 'eur' }, { description: 'More' }],
  ['shippingRates', { display_name: 'Ground', type: 'fixed_amount' }, { metadata: { a: 'b' } }],
  ['quotes', { customer: 'cus_1' }, { description: 'Offer' }],
  ['subscriptionSchedules', { customer: 'cus_1' }, { metadata: { a: 'b' } }],
  ['accounts', { type: 'custom', country: 'DE' }, { email: 'ada@example.com' }],
  ['fileLinks', { file: 'file_1' }, { metadata: { a: 'b' } }],
];

describe.runIf(document !== undefined)('Stripe’s own library', () => {
  let mock: MockServer;
  let stripe: Stripe;

  beforeAll(async () => {
    mock = await createMockServer({ document: document?.file ?? '', storage: {} });
    const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
    const { hostname, port } = new URL(apiUrl);
    stripe = new Stripe('sk_test_123', {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }, 60_000);

  afterAll(() => mock.close());

  test.each(resources)(
    '%s are created, retrieved, changed, listed and deleted',
    { timeout: 60_000 },
    async (name, create, change) => {
      const resource = (stripe as unknown as Record<string, Resource>)[name] as Resource;
      const created = await resource.create(create);
      expect(created).toMatchObject(scalars(create, created));
      expect(plain(await resource.retrieve(created.id))).toEqual(plain(created));
      if (resource.update !== undefined) {
        expect(await resource.update(created.id, change)).toMatchObject(change);
        expect(await resource.retrieve(created.id)).toMatchObject(change);
      }
      await resource.create(create);
      await resource.create(create);
      if (resource.list !== undefined) expect(await idsOf(resource.list({ limit: 2 }))).toContain(created.id);
      if (resource.del === undefined) return;
      expect(await resource.del(created.id)).toMatchObject({ id: created.id, deleted: true });
      await expect(resource.retrieve(created.id)).rejects.toMatchObject({ statusCode: 404 });
    },
  );

  test('what belongs to a customer is found below the customer', async () => {
    const { id } = await stripe.customers.create({ name: 'Ada' });
    const taxId = await stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE123456789' });
    expect(taxId).toMatchObject({ value: 'DE123456789', customer: id });
    expect((await stripe.customers.listTaxIds(id)).data.map((one) => one.id)).toEqual([taxId.id]);
    await stripe.customers.deleteTaxId(id, taxId.id);
    expect((await stripe.customers.listTaxIds(id)).data).toEqual([]);
    await stripe.customers.del(id);
    await expect(stripe.customers.listTaxIds(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test('refunds of a charge are those that name it', async () => {
    const charge = await stripe.charges.create({ amount: 100, currency: 'eur' });
    const refund = await stripe.refunds.create({ charge: charge.id });
    await stripe.refunds.create({ charge: 'ch_other' });
    expect((await stripe.refunds.list({ charge: charge.id })).data.map(({ id }) => id)).toEqual([refund.id]);
  });

  test('lists are limited to what was created in a span of time', async () => {
    const first = await stripe.customers.create({ name: 'First' });
    const second = await stripe.customers.create({ name: 'Second' });
    expect(second.created).toBeGreaterThan(first.created);
    const ids = await idsOf(stripe.customers.list({ created: { gt: first.created }, limit: 100 }));
    expect(ids).toContain(second.id);
    expect(ids).not.toContain(first.id);
  });

  test('a payment method is found below the customer that it is attached to', async () => {
    const { id } = await stripe.customers.create({ name: 'Ada' });
    const method = await stripe.paymentMethods.create({ type: 'card' });
    expect(await stripe.paymentMethods.attach(method.id, { customer: id })).toMatchObject({
      id: method.id,
      customer: id,
    });
    expect(await idsOf(stripe.paymentMethods.list({ customer: id, type: 'card' }))).toEqual([method.id]);
    expect(await idsOf(stripe.customers.listPaymentMethods(id, { type: 'card' }))).toEqual([method.id]);
  });

  test('what is done to an item is seen on it', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 100, currency: 'eur' });
    expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({
      status: 'canceled',
      canceled_at: expect.any(Number),
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'canceled' });
    const charge = await stripe.charges.create({ amount: 100, currency: 'eur', capture: false });
    expect(await stripe.charges.capture(charge.id)).toMatchObject({ id: charge.id, captured: true });
  });

  test('a payment intent is confirmed as itself', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 100, currency: 'eur' });
    expect(await stripe.paymentIntents.confirm(intent.id)).toMatchObject({ id: intent.id, amount: 100 });
    await expect(stripe.paymentIntents.confirm('pi_none')).rejects.toMatchObject({ statusCode: 404 });
  });
});

async function idsOf(list: AsyncIterable<Stored | { readonly id: string }>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

/** What was sent and has a place in the answer: the document answers some references with objects, and some not at all. */
function scalars(sent: object, answer: Stored): object {
  return Object.fromEntries(
    Object.entries(sent).filter(([name, value]) => typeof value !== 'object' && typeof answer[name] === typeof value),
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
