import type { Operation } from '@mockloop/spec-parser';
import type { PlannedOperation, Resource } from '../model/test-plan.ts';
import type { Made, SucceedOptions, Success } from '../run/probe.ts';
import { NAMELESS } from './ensure-named.ts';
import { idOf } from './find-item.ts';
import { listIn } from './find-list.ts';
import { madeFrom } from './made-from.ts';
import { pathValues, templateNames } from './resource-paths.ts';
import type { SucceedProbe } from './way.ts';

/** What is to answer 2xx. */
export interface Goal {
  readonly operation: Operation;
  readonly planned: PlannedOperation;
  readonly options: SucceedOptions;
  /** What its path leads to or begins with. */
  readonly at: Made | undefined;
}

/**
 * Keeps what a success says of the API: the request, what it made, what it listed, what is gone.
 *
 * @returns What it made, else what it was done to.
 */
export function learnSuccess(success: Omit<Success, 'made'>, goal: Goal, probe: SucceedProbe): Made | undefined {
  const { operation, planned, options, at } = goal;
  const { knowledge } = probe;
  const { identity } = success.request;
  const status = success.exchange.response?.status ?? 0;
  if (options.parts === undefined)
    knowledge.learn({
      operation: planned.key,
      identity,
      parts: success.parts,
      status,
      needs: at?.resource === NAMELESS ? undefined : at,
    });
  const resource = planned.resource === undefined ? undefined : probe.resource(planned.resource);
  if (planned.role === 'delete' && at !== undefined) knowledge.forget(at);
  if (resource === undefined) return at;
  if (planned.role === 'list') noteListed(success, resource, { at, probe });
  if (planned.role !== 'create' && planned.role !== 'register') return at;
  const pathOf = (operationId: string): string | undefined =>
    probe.document.operations.find((entry) => entry.operationId === operationId)?.path;
  const made = madeFrom({ operation, resource, success, pathOf });
  if (made !== undefined) knowledge.note(made, 'us');
  return made;
}

/** Others' things can stand in where nothing can be created. */
function noteListed(
  { value, request: { identity } }: Omit<Success, 'made'>,
  resource: Resource,
  { at, probe }: { readonly at: Made | undefined; readonly probe: SucceedProbe },
): void {
  const { item_path: itemPath } = resource;
  const names = templateNames(itemPath ?? '');
  const last = names.at(-1);
  if (itemPath === undefined || last === undefined) return;
  const parents = at && pathValues(at, probe.resource(at.resource)?.item_path, itemPath);
  for (const item of listIn(value, resource)?.items.slice(0, 5) ?? []) {
    const id = idOf(item, resource);
    const path = names.map((name) => [name, name === last ? id : parents?.get(name)] as const);
    if (path.every(([, part]) => part !== undefined))
      probe.knowledge.note({ resource: resource.name, identity, path }, 'others');
  }
}
