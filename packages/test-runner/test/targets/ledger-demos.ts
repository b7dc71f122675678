import { at, type Client, countOf } from './client.ts';
import type { Api, Demo, Demos } from './demo.ts';

const ACCOUNT = { name: 'Travel', currency: 'EUR' };
const TRANSFER = { from: 'acc-000001', to: 'acc-000002', amount: '10.00', reference: 'Paper' };
const RATE = 'GET /rates/EUR?quote=USD';
const XML = { 'content-type': 'application/xml' };
const EVIL = '<!DOCTYPE notice [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

/** What the ledger's faults look like from outside. Those of its upstream need a bank that is hostile. */
export const ledgerDemos: Demos = {
  tour: async ({ client }) => {
    await tourOfAccounts(client);
    await tourOfTransfers(client);
    await tourOfOffice(client);
  },
  faults: {
    'decimal-as-number': async ({ client }) =>
      typeof at(await client.send('GET /accounts/acc-000001'), 'balance') === 'number',
    'enum-unknown': async ({ client }) => {
      const id = at(await client.send('POST /jobs', { body: { kind: 'report' } }), 'id');
      return /^[A-Z]+$/.test(String(at(await client.send(`GET /jobs/${id}`), 'status')));
    },
    'date-answered-wrong': async ({ client }) =>
      String(at(await client.send('GET /transfers/4'), 'created_on')).includes('/'),
    'form-pattern-not-enforced': async ({ client }) => {
      const body = new URLSearchParams({ amount: 'much' });
      return (await client.send('POST /accounts/acc-000001/deposits', { body, headers: FORM })).status === 201;
    },
    'crash-on-large-integer': async ({ client }) =>
      (await client.send('GET /accounts?offset=99999999999')).status === 500,
    'crash-on-null': async ({ client }) =>
      (await client.send('POST /accounts', { body: { ...ACCOUNT, name: null } })).status === 500,
    'wrong-content-type': async ({ client }) =>
      (await client.send('GET /exports/transfers.csv')).headers.get('content-type') === 'application/json',
    'error-as-success': async ({ client }) => (await client.send('GET /transfers/999999')).status === 200,
    'enum-value-refused': async ({ client }) =>
      (await client.send('POST /accounts', { body: { ...ACCOUNT, currency: 'CHF' } })).status === 400,
    'optional-required': async ({ client }) =>
      (await client.send('POST /jobs', { body: { kind: 'report' } })).status === 400,
    'empty-refused': async ({ client }) => {
      const id = await openAccount(client);
      return (await client.send(`PUT /accounts/${id}`, { body: { ...ACCOUNT, limit: 0 } })).status === 400;
    },
    'body-with-204': async ({ client }) =>
      (await client.send(`DELETE /accounts/${await openAccount(client)}`)).headers.has('content-length'),
    'no-location': async ({ client }) =>
      !(await client.send('POST /accounts', { body: ACCOUNT })).headers.has('location'),
    'dead-location': async ({ client }) => {
      const place = (await client.send('POST /transfers', { body: TRANSFER })).headers.get('location');
      return (await client.send(`GET ${place}`)).status === 404;
    },
    'idempotency-ignored': async ({ client }) => {
      const [first, second] = [
        await client.send('POST /transfers', { body: TRANSFER, headers: { 'idempotency-key': 'k1' } }),
        await client.send('POST /transfers', { body: TRANSFER, headers: { 'idempotency-key': 'k1' } }),
      ];
      return at(first, 'id') !== at(second, 'id');
    },
    'failed-put-applied': async ({ client }) => {
      const id = await openAccount(client);
      await client.send(`PUT /accounts/${id}`, { body: { name: 'Other', currency: 'GBP' } });
      return at(await client.send(`GET /accounts/${id}`), 'name') === 'Other';
    },
    'update-lost': async ({ client }) => {
      const id = await openAccount(client);
      const put = await client.send(`PUT /accounts/${id}`, { body: { ...ACCOUNT, contact: 'a@example.com' } });
      return at(put, 'contact') !== at(await client.send(`GET /accounts/${id}`), 'contact');
    },
    'delete-without-effect': async ({ client }) => {
      const id = await openAccount(client);
      await client.send(`DELETE /accounts/${id}`);
      return (await client.send(`GET /accounts/${id}`)).status === 200;
    },
    'duplicate-id': async ({ client }) => {
      const [first, second] = [
        await client.send('POST /transfers', { body: TRANSFER }),
        await client.send('POST /transfers', { body: TRANSFER }),
      ];
      return at(first, 'id') === at(second, 'id');
    },
    'filter-ignored': async ({ client }) =>
      at(await client.send('GET /accounts?currency=CHF'), 0, 'currency') !== 'CHF',
    'limit-ignored': async ({ client }) => countOf(await client.send('GET /transfers?limit=1')) > 1,
    'stack-trace': async ({ client }) => (await client.send('POST /transfers', { body: {} })).text.includes('.ts:'),
    'regular-expression': async ({ client }) => {
      const work = async (length: number): Promise<number> => {
        const before = process.cpuUsage();
        await client.send(`GET /transfers?reference=${'a'.repeat(length)}!`);
        return process.cpuUsage(before).user;
      };
      await work(5);
      const [few, many] = [await work(18), await work(24)];
      return many > 8 * few && many > 100_000;
    },
    'command-injection': async ({ client }) =>
      String(at(await client.send('POST /exports', { body: { file_name: 'x$((1234*5678))' } }), 'path')).includes(
        '7006652',
      ),
    'external-entity': async ({ client }) => {
      const body = `${EVIL}<notice><reference>a</reference><text>&x;</text></notice>`;
      return (await client.send('POST /notices', { body, headers: XML })).text.includes('root:x:0:0');
    },
    'hidden-method': async ({ client }) => {
      await client.send('DELETE /transfers');
      return countOf(await client.send('GET /transfers')) === 0;
    },
    'upstream-redirect': async ({ client }) => (await client.send(RATE)).status === 200,
    'upstream-endless-wait': async ({ client }) => (await client.send(RATE)).status === 200,
    'upstream-trusted': async ({ client }) => (await client.send(RATE)).text.includes('secret'),
    'load-lock': isLate('GET /balances', 24),
    'load-growth': async (api) => {
      await Promise.all(Array.from({ length: 300 }, () => api.client.send('GET /statistics')));
      return isLate('GET /statistics', 1)(api);
    },
    'load-errors': async ({ client }) => {
      const answers = await Promise.all(Array.from({ length: 30 }, () => client.send('GET /exports/transfers.csv')));
      return answers.some(({ status }) => status === 500);
    },
    'load-exhaustion': async ({ client }) => {
      const answers = await Promise.all(
        Array.from({ length: 310 }, () => client.send('GET /accounts/acc-000001/statement')),
      );
      return answers.some(({ status }) => status === 500);
    },
  },
};

/** The prefix of the hostile bank that shows a fault of the ledger. */
export const HOSTILE_PATHS: ReadonlyMap<string, string> = new Map([
  ['upstream-redirect', '/redirect'],
  ['upstream-endless-wait', '/late'],
  ['upstream-trusted', '/odd'],
]);

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

// Whether so many at once are overtaken by a few that come later, one after the other: an order, no time.
function isLate(call: string, count: number): Demo {
  return async ({ client }: Api) => {
    let open = count;
    const sent = Array.from({ length: count }, async () => {
      await client.send(call);
      open -= 1;
    });
    for (let others = 0; others < 10; others += 1) await client.send('GET /accounts/acc-000001');
    const isOvertaken = open > 0;
    await Promise.all(sent);
    return isOvertaken;
  };
}

async function tourOfAccounts(client: Client): Promise<void> {
  for (const query of ['currency=EUR&limit=1', 'offset=99999999999', 'currency=GBP'])
    await client.send(`GET /accounts?${query}`);
  const id = await openAccount(client);
  const place = `/accounts/${id}`;
  await client.send(`PUT ${place}`, { body: { ...ACCOUNT, limit: 0, contact: 'a@example.com' } });
  await client.send(`PUT ${place}`, { body: {} });
  await client.send(`GET ${place}`);
  await client.send(`DELETE ${place}`);
  for (const method of ['GET', 'DELETE']) await client.send(`${method} ${place}`);
  await client.send(`PUT ${place}`, { body: ACCOUNT });
  await client.send('GET /accounts/nonsense');
  await client.send('DELETE /accounts/acc-000001');
  await client.send('POST /accounts', { body: { ...ACCOUNT, name: null } });
  await client.send('POST /accounts', { body: 'a', headers: { 'content-type': 'text/plain' } });
  const main = '/accounts/acc-000001';
  await client.send(`POST ${main}/deposits`, {
    body: new URLSearchParams({ amount: '12.50', channel: 'desk' }),
    headers: FORM,
  });
  await client.send(`POST ${main}/deposits`, { body: new URLSearchParams({ amount: '12' }), headers: FORM });
  await client.send(`POST ${main}/deposits`, { body: {} });
  await client.send(`GET ${main}/statement`);
  await client.send(`GET ${place}/statement`);
}

async function tourOfTransfers(client: Client): Promise<void> {
  const headers = { 'idempotency-key': 'tour' };
  const sent = await client.send('POST /transfers', { body: { ...TRANSFER, executes_on: '2027-01-31' }, headers });
  await client.send('POST /transfers', { body: { ...TRANSFER, executes_on: '2027-01-31' }, headers });
  await client.send('POST /transfers', { body: TRANSFER, headers });
  await client.send('POST /transfers', { body: { ...TRANSFER, to: 'acc-999999' } });
  await client.send('POST /transfers', { body: { ...TRANSFER, amount: '-1' } });
  await client.send(`GET /transfers/${at(sent, 'id')}`);
  await client.send('GET /transfers/999999');
  await client.send('GET /transfers?reference=Rent&limit=2&offset=1');
  await client.send('GET /transfers?limit=101');
  await client.send('GET /exports/transfers.csv');
}

async function tourOfOffice(client: Client): Promise<void> {
  const id = at(await client.send('POST /jobs', { body: { kind: 'report', priority: 3 } }), 'id');
  await client.send(`GET /jobs/${id}`);
  await client.send('GET /jobs/99999');
  await client.send('POST /jobs', { body: { kind: 'other' } });
  await client.send('POST /exports', { body: { file_name: 'a$((1*2))' } });
  await client.send('POST /exports', { body: { file_name: '' } });
  await client.send('POST /notices', { body: '<notice><reference>R&amp;1</reference><text/></notice>', headers: XML });
  await client.send('POST /notices', { body: '<notice><text>a</text></notice>', headers: XML });
  await client.send('POST /notices', { body: `${EVIL}<notice><reference>&x;</reference></notice>`, headers: XML });
  for (const call of ['GET /balances', 'GET /statistics', RATE, 'GET /rates/GBP?quote=USD', 'GET /rates/EUR'])
    await client.send(call);
}

async function openAccount(client: Client): Promise<string> {
  return String(at(await client.send('POST /accounts', { body: ACCOUNT }), 'id'));
}
