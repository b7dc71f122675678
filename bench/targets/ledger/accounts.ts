import {
  type Call,
  checked,
  checkedBody,
  param,
  queryChoice,
  queryInteger,
  type Reply,
  rawMember,
  requireMediaType,
} from '../call.ts';
import { type Check, integer, object, oneOf, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { type Account, accountId, CURRENCIES, type Ledger, toAmount, toCents, today } from './state.ts';

const AMOUNT = /^[0-9]{1,9}\.[0-9]{2}$/;
const ACCOUNT_ID = text({ pattern: /^acc-[0-9]{6}$/ });

export function accountRoutes(ledger: Ledger): readonly Route[] {
  return [
    ['GET', '/accounts', (call) => listAccounts(ledger, call)],
    ['POST', '/accounts', (call) => createAccount(ledger, call)],
    ['GET', '/accounts/{account_id}', (call) => getAccount(ledger, call)],
    ['PUT', '/accounts/{account_id}', (call) => replaceAccount(ledger, call)],
    ['DELETE', '/accounts/{account_id}', (call) => closeAccount(ledger, call)],
    ['POST', '/accounts/{account_id}/deposits', (call) => deposit(ledger, call)],
  ];
}

/** @throws {Problem} 400 or 404. */
export function findAccount(ledger: Ledger, call: Call): Account {
  const account = ledger.accounts.get(checked(param(call, 'account_id'), ACCOUNT_ID));
  if (account === undefined) throw new Problem(404, 'There is no such account');
  return account;
}

function listAccounts(ledger: Ledger, call: Call): Reply {
  const currency = queryChoice(call, 'currency', CURRENCIES);
  const limit = queryInteger(call, 'limit', { min: 1, max: 200, fallback: 50 });
  const offset = queryInteger(call, 'offset', { min: 0, max: Number.MAX_VALUE, fallback: 0 });
  if (ledger.on('crash-on-large-integer')) Buffer.alloc(4).writeInt32LE(offset);
  const found = [...ledger.accounts.values()].filter(
    (account) => currency === undefined || ledger.on('filter-ignored') || account.currency === currency,
  );
  return { status: 200, body: found.slice(offset, offset + limit).map(show) };
}

function newAccount(ledger: Ledger, lowest = 0): Check<Pick<Account, 'name' | 'currency' | 'limit' | 'contact'>> {
  const currencies = ledger.on('enum-value-refused') ? CURRENCIES.filter((currency) => currency !== 'CHF') : CURRENCIES;
  return object({
    name: text({ min: 1, max: 60 }),
    currency: oneOf(currencies),
    limit: optional(integer(lowest, 1_000_000)),
    contact: optional(text({ format: 'email' })),
  });
}

function createAccount(ledger: Ledger, call: Call): Reply {
  if (ledger.on('crash-on-null') && rawMember(call, 'name') === null) {
    throw new TypeError("Cannot read properties of null (reading 'trim')");
  }
  const { name, currency, limit, contact } = checkedBody(call, newAccount(ledger));
  const id = accountId(ledger.nextId());
  const account: Account = { id, name, currency, limit, contact, cents: 0n, opened_on: today() };
  ledger.accounts.set(id, account);
  const headers: Record<string, string> = ledger.on('no-location') ? {} : { location: `/accounts/${id}` };
  return { status: 201, headers, body: show(account) };
}

function getAccount(ledger: Ledger, call: Call): Reply {
  const account = findAccount(ledger, call);
  const body = show(account);
  return {
    status: 200,
    body: ledger.on('decimal-as-number') ? { ...body, balance: Number(account.cents) / 100 } : body,
  };
}

function replaceAccount(ledger: Ledger, call: Call): Reply {
  const account = findAccount(ledger, call);
  if (ledger.on('failed-put-applied')) applyName(ledger, call, account);
  const check = newAccount(ledger, ledger.on('empty-refused') ? 1 : 0);
  const { name, currency, limit, contact } = checkedBody(call, check);
  const { id, cents, opened_on } = account;
  const replaced: Account = { id, name, currency, limit, contact, cents, opened_on };
  ledger.accounts.set(id, ledger.on('update-lost') ? { ...replaced, contact: account.contact } : replaced);
  return { status: 200, body: show(replaced) };
}

function applyName(ledger: Ledger, call: Call, account: Account): void {
  const name = rawMember(call, 'name');
  if (typeof name === 'string' && name !== '') ledger.accounts.set(account.id, { ...account, name: name.slice(0, 60) });
}

function closeAccount(ledger: Ledger, call: Call): Reply {
  const account = findAccount(ledger, call);
  if (account.cents !== 0n) throw new Problem(409, 'There is money on it');
  if (!ledger.on('delete-without-effect')) ledger.accounts.delete(account.id);
  return ledger.on('body-with-204') ? { status: 204, body: { closed: account.id } } : { status: 204 };
}

function deposit(ledger: Ledger, call: Call): Reply {
  const account = findAccount(ledger, call);
  requireMediaType(call, ['application/x-www-form-urlencoded']);
  const form = Object.fromEntries(new URLSearchParams(call.body.toString()));
  const isOpen = ledger.on('form-pattern-not-enforced');
  const check = object({
    amount: text(isOpen ? {} : { pattern: AMOUNT }),
    memo: optional(text({ max: 80 })),
    channel: optional(oneOf(['desk', 'post'])),
  });
  const { amount } = checked(form, check);
  const paid = { ...account, cents: account.cents + (AMOUNT.test(amount) ? toCents(amount) : 0n) };
  ledger.accounts.set(account.id, paid);
  return { status: 201, headers: { location: `/accounts/${account.id}` }, body: show(paid) };
}

function show({ cents, ...account }: Account): object {
  return { ...account, balance: toAmount(cents) };
}
