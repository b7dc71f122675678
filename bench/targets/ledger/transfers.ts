import { type Call, checkedBody, idParam, queryInteger, queryText, type Reply } from '../call.ts';
import { object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { type Ledger, type Transfer, toCents, today } from './state.ts';

const ACCOUNT_ID = text({ pattern: /^acc-[0-9]{6}$/ });
const NEW_TRANSFER = object({
  from: ACCOUNT_ID,
  to: ACCOUNT_ID,
  amount: text({ pattern: /^[0-9]{1,9}\.[0-9]{2}$/ }),
  reference: optional(text({ max: 30 })),
  executes_on: optional(text({ format: 'date' })),
});

export function transferRoutes(ledger: Ledger): readonly Route[] {
  const hidden: Route = [
    'DELETE',
    '/transfers',
    () => ({ status: 200, body: { deleted: ledger.transfers.splice(0).length } }),
  ];
  return [
    ['GET', '/transfers', (call) => listTransfers(ledger, call)],
    ['POST', '/transfers', (call) => createTransfer(ledger, call)],
    ['GET', '/transfers/{transfer_id}', (call) => getTransfer(ledger, call)],
    ...(ledger.on('hidden-method') ? [hidden] : []),
  ];
}

function listTransfers(ledger: Ledger, call: Call): Reply {
  const reference = queryText(call, 'reference', { max: 30 });
  const limit = queryInteger(call, 'limit', { min: 1, max: 100, fallback: 25 });
  const offset = queryInteger(call, 'offset', { min: 0, max: 1_000_000, fallback: 0 });
  if (reference !== undefined && ledger.on('regular-expression')) isWords(reference);
  const found = ledger.transfers.filter((transfer) => reference === undefined || transfer.reference === reference);
  return { status: 200, body: found.slice(offset, ledger.on('limit-ignored') ? offset + 100 : offset + limit) };
}

// Each more letter before a sign that is none doubles the time.
function isWords(reference: string): boolean {
  return /^(\w+\s?)*$/.test(reference);
}

function createTransfer(ledger: Ledger, call: Call): Reply {
  const { from, to, amount, reference, executes_on } = read(ledger, call);
  const key = idempotencyKey(call);
  const content = JSON.stringify([from, to, amount, reference, executes_on]);
  const before = key === undefined || ledger.on('idempotency-ignored') ? undefined : ledger.transfersByKey.get(key);
  if (before !== undefined && before.content !== content)
    throw new Problem(409, 'The key was used for another transfer');
  if (before !== undefined) return created(ledger, before.transfer);
  if (![from, to].every((id) => ledger.accounts.has(id))) throw new Problem(422, 'There is no such account');
  const id = ledger.on('duplicate-id') ? Number(today().replaceAll('-', '')) : ledger.nextId();
  const transfer: Transfer = { id, from, to, amount, reference, executes_on, created_on: today() };
  ledger.transfers.push(transfer);
  if (key !== undefined) ledger.transfersByKey.set(key, { content, transfer });
  move(ledger, from, -toCents(amount));
  move(ledger, to, toCents(amount));
  return created(ledger, transfer);
}

function read(ledger: Ledger, call: Call): Omit<Transfer, 'id' | 'created_on'> {
  try {
    return checkedBody(call, NEW_TRANSFER);
  } catch (error) {
    if (!(error instanceof Problem) || !ledger.on('stack-trace')) throw error;
    throw new Problem(error.status, error.stack ?? error.message, { errors: error.errors });
  }
}

function idempotencyKey(call: Call): string | undefined {
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string') return undefined;
  if (key.length > 64) throw new Problem(400, 'The key is too long');
  return key;
}

function created(ledger: Ledger, transfer: Transfer): Reply {
  const place = ledger.on('dead-location') ? 'movements' : 'transfers';
  return { status: 201, headers: { location: `/${place}/${transfer.id}` }, body: transfer };
}

function move(ledger: Ledger, id: string, cents: bigint): void {
  const account = ledger.accounts.get(id);
  if (account !== undefined) ledger.accounts.set(id, { ...account, cents: account.cents + cents });
}

function getTransfer(ledger: Ledger, call: Call): Reply {
  const id = idParam(call, 'transfer_id');
  const transfer = ledger.transfers.find((other) => other.id === id);
  if (transfer === undefined) {
    if (ledger.on('error-as-success')) return { status: 200, body: { error: 'There is no such transfer' } };
    throw new Problem(404, 'There is no such transfer');
  }
  if (!ledger.on('date-answered-wrong')) return { status: 200, body: transfer };
  const created_on = transfer.created_on.split('-').toReversed().join('/');
  return { status: 200, body: { ...transfer, created_on } };
}
