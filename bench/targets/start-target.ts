import { fileURLToPath } from 'node:url';
import { CLINIC_FAULTS } from './clinic/faults.ts';
import { startClinic } from './clinic/server.ts';
import type { Fault } from './fault.ts';
import { LEDGER_FAULTS } from './ledger/faults.ts';
import { startLedger } from './ledger/server.ts';
import type { Served } from './serve.ts';
import { SHOP_FAULTS } from './shop/faults.ts';
import { startShop } from './shop/server.ts';

export type TargetName = 'shop' | 'clinic' | 'ledger';

/** What each API can be told to do wrong. */
export const TARGETS: Readonly<Record<TargetName, readonly Fault[]>> = {
  shop: SHOP_FAULTS,
  clinic: CLINIC_FAULTS,
  ledger: LEDGER_FAULTS,
};

export interface TargetOptions {
  readonly faults: ReadonlySet<string>;
  readonly port: number;
  /** The service that the API asks itself, where it asks one. */
  readonly upstream?: string | undefined;
}

export interface Target extends Served {
  /** The path of the OpenAPI document. */
  readonly document: string;
  /** The fields that make a request somebody's, by name: practices of the clinic, the staff of the shop. The ledger knows nobody. */
  readonly identities: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Starts an API on loopback, with the faults that are named. @throws {TypeError} where there is no such fault. */
export async function startTarget(name: TargetName, options: TargetOptions): Promise<Target> {
  const unknown = [...options.faults].filter((id) => !TARGETS[name].some((fault) => fault.id === id));
  if (unknown.length > 0) throw new TypeError(`The ${name} has no fault ${unknown.join(', ')}`);
  const document = fileURLToPath(new URL(`./${name}/openapi.yaml`, import.meta.url));
  if (name === 'clinic') return { ...(await startClinic(options)), document };
  if (name === 'shop') return { ...(await startShop(options)), document };
  return { ...(await startLedger(options)), document, identities: {} };
}
