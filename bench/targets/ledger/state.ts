import type { LedgerFault } from './faults.ts';

export const CURRENCIES = ['EUR', 'USD', 'CHF'] as const;

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly currency: (typeof CURRENCIES)[number];
  readonly limit?: number | undefined;
  readonly contact?: string | undefined;
  readonly cents: bigint;
  readonly opened_on: string;
}

export interface Transfer {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly reference?: string | undefined;
  readonly executes_on?: string | undefined;
  readonly created_on: string;
}

export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly priority?: number | undefined;
  readonly startedMs: number;
}

/** All that the ledger remembers, and which of its faults are switched on. */
export interface Ledger {
  readonly on: (fault: LedgerFault) => boolean;
  /** The bank's service. */
  readonly upstream: string;
  readonly accounts: Map<string, Account>;
  readonly transfers: Transfer[];
  readonly transfersByKey: Map<string, { readonly content: string; readonly transfer: Transfer }>;
  readonly jobs: Map<number, Job>;
  readonly nextId: () => number;
}

/** A ledger with three accounts and a few transfers between them. */
export function createLedger(faults: ReadonlySet<string>, upstream: string): Ledger {
  let last = 0;
  const nextId = (): number => {
    last += 1;
    return last;
  };
  const opened_on = today();
  const accounts: readonly Account[] = CURRENCIES.map((currency) => {
    const id = accountId(nextId());
    return { id, name: `Main ${currency}`, currency, cents: 10_000_000n, opened_on };
  });
  const [from = '', to = ''] = accounts.map(({ id }) => id);
  const transfers = ['Rent', 'Salaries', 'Paper', 'Rent', 'Power', 'Rent'].map((reference, index) => {
    return { id: nextId(), from, to, amount: `${index + 1}00.00`, reference, created_on: opened_on };
  });
  return {
    on: (fault) => faults.has(fault),
    upstream,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    transfers,
    transfersByKey: new Map(),
    jobs: new Map(),
    nextId,
  };
}

export function accountId(number: number): string {
  return `acc-${String(number).padStart(6, '0')}`;
}

/** The day, as RFC 3339 writes it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `12.50` as 1250. */
export function toCents(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** 1250 as `12.50`. */
export function toAmount(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
