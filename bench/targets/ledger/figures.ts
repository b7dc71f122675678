import { setTimeout as delay } from 'node:timers/promises';
import type { Call, Reply } from '../call.ts';
import type { Route } from '../routes.ts';
import { findAccount } from './accounts.ts';
import { CURRENCIES, type Ledger, toAmount } from './state.ts';

const LOCKED_MS = 25;
const GROWTH_MS = 0.5;
const MAX_EXPORTS = 4;
const EXPORT_MS = 100;
const MAX_STATEMENTS = 300;

/** What is computed from everything: where it shows how much the ledger bears. */
export function figureRoutes(ledger: Ledger): readonly Route[] {
  let lock: Promise<unknown> = Promise.resolve();
  let asked = 0;
  let exports = 0;
  let statements = 0;
  return [
    [
      'GET',
      '/balances',
      async () => {
        if (ledger.on('load-lock')) {
          lock = lock.then(() => delay(LOCKED_MS));
          await lock;
        }
        return { status: 200, body: balances(ledger) };
      },
    ],
    [
      'GET',
      '/statistics',
      async () => {
        asked += 1;
        if (ledger.on('load-growth')) await delay(asked * GROWTH_MS);
        return { status: 200, body: { accounts: ledger.accounts.size, transfers: ledger.transfers.length } };
      },
    ],
    [
      'GET',
      '/exports/transfers.csv',
      async () => {
        if (!ledger.on('load-errors')) return table(ledger);
        exports += 1;
        try {
          if (exports > MAX_EXPORTS) throw new Error('No connection is free');
          await delay(EXPORT_MS);
          return table(ledger);
        } finally {
          exports -= 1;
        }
      },
    ],
    [
      'GET',
      '/accounts/{account_id}/statement',
      (call) => {
        statements += 1;
        if (ledger.on('load-exhaustion') && statements > MAX_STATEMENTS) throw new Error('No connection is left');
        return statement(ledger, call);
      },
    ],
  ];
}

function balances(ledger: Ledger): object {
  const accounts = [...ledger.accounts.values()];
  return CURRENCIES.map((currency) => {
    const own = accounts.filter((account) => account.currency === currency);
    return { currency, balance: toAmount(own.reduce((sum, { cents }) => sum + cents, 0n)) };
  });
}

function table(ledger: Ledger): Reply {
  const rows = ledger.transfers.slice(-1000).map(({ id, from, to, amount }) => `${id},${from},${to},${amount}`);
  const type = ledger.on('wrong-content-type') ? 'application/json' : 'text/csv; charset=utf-8';
  return { status: 200, headers: { 'content-type': type }, text: ['id,from,to,amount', ...rows, ''].join('\r\n') };
}

function statement(ledger: Ledger, call: Call): Reply {
  const { id } = findAccount(ledger, call);
  return { status: 200, body: ledger.transfers.filter(({ from, to }) => from === id || to === id).slice(-100) };
}
