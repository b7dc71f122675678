import type { TestExchange } from '../../model/exchange.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import type { Defect } from '../../requests/find-defects.ts';
import { isSendable } from '../../requests/is-sendable.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import { tryFindDefects } from '../../requests/try-find-defects.ts';
import type { Probe } from '../../run/probe.ts';
import type { Change } from './change.ts';
import { changedParts } from './changed-parts.ts';
import { fullParts } from './full-parts.ts';
import { workingParts } from './working-parts.ts';

/** A request with a change was sent. */
export interface Sent {
  readonly exchange: TestExchange;
  readonly parts: RequestParts;
  /** What of it a server has to refuse. */
  readonly defects: readonly Defect[];
  /** Something like it has worked, but for the change. */
  readonly isKnown: boolean;
}

/**
 * Sends what works, with one change.
 *
 * @param wanted Asked before it is sent, with what is wrong with it by the document.
 * @returns `undefined` where there is nothing to change, or it cannot be sent, or is not wanted.
 */
export async function sendChanged(
  key: string,
  {
    change,
    label,
    wanted,
  }: {
    readonly change: Change | undefined;
    readonly label: string;
    readonly wanted: (defects: readonly Defect[]) => boolean;
  },
  probe: Probe,
): Promise<Sent | undefined> {
  const operation = probe.operation(key);
  const full = operation && fullParts(operation, probe);
  if (operation === undefined || full === undefined) return undefined;
  const known = await workingParts(key, label, probe);
  const working = known ?? full;
  const parts =
    change === undefined ? working : changedParts(operation, { working, full, change, seed: `${probe.seed} ${label}` });
  if (parts === undefined) return undefined;
  const request = composeRequest(operation, parts, { document: probe.document, identity: probe.mainIdentity });
  if (!isSendable(request)) return undefined;
  const defects = await tryFindDefects(operation, parts, probe);
  if (defects === undefined) return undefined;
  // Another path has another operation.
  if (defects.some((defect) => defect.in === 'path' && defect.keyword === 'required')) return undefined;
  if (!wanted(defects)) return undefined;
  return { exchange: await probe.send(request), parts, defects, isKnown: known !== undefined };
}
