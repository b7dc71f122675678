import type { Operation, Parameter } from '@mockloop/spec-parser';
import type { LoadRequest } from '../load/load-plan.ts';
import type { PlannedOperation } from '../model/test-plan.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { generateParts } from '../requests/generate-parts.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import { ANONYMOUS } from '../run/create-view.ts';
import type { KnownGood } from '../run/knowledge.ts';
import type { Made } from '../run/probe.ts';
import type { RunView } from '../run/run-view.ts';
import { writeRequest } from '../target/write-request.ts';

/** An operation to put under load. */
export interface WeightedOperation {
  /** Its key or operation id. */
  readonly operation: string;
  /** Compared with the others. Default 1. */
  readonly weight?: number | undefined;
}

export interface PreparedLoad {
  readonly requests: readonly LoadRequest[];
  /** Keys of operations that have not answered 2xx, so that load would say nothing of them. */
  readonly left_out: readonly string[];
}

/** Requests of one operation, each with other data. */
const VARIANTS = 50;

/**
 * Requests that the API has been seen to accept, with generated data where an operation writes, and as often as there are things to
 * ask for where it reads. They hold credentials.
 *
 * @param wanted Default: all that change nothing.
 */
export function prepareLoadRequests(view: RunView, wanted?: readonly WeightedOperation[]): PreparedLoad {
  const weights = new Map(wanted?.map(({ operation, weight }) => [operation, weight ?? 1]));
  const weightOf = ({ key, operation_id: id, risk }: PlannedOperation): number | undefined =>
    wanted === undefined ? (risk === 'read' ? 1 : undefined) : (weights.get(key) ?? weights.get(id ?? ''));
  const chosen = view.operations.flatMap((planned) => {
    const weight = weightOf(planned);
    return weight === undefined ? [] : [{ planned, weight, good: view.knowledge.knownGood(planned.key) }];
  });
  return {
    requests: chosen.flatMap(({ planned, weight, good }) =>
      good === undefined ? [] : requestsOf({ planned, weight, good }, view),
    ),
    left_out: chosen.flatMap(({ planned, good }) => (good === undefined ? [planned.key] : [])),
  };
}

interface Chosen {
  readonly planned: PlannedOperation;
  readonly weight: number;
  readonly good: KnownGood;
}

function requestsOf({ planned, weight, good }: Chosen, view: RunView): LoadRequest[] {
  const operation = view.operation(planned.key);
  if (operation === undefined) return [];
  const made = planned.resource === undefined ? [] : view.knowledge.made(planned.resource);
  const variants = planned.risk === 'read' ? readsOf(operation, good, made) : writesOf(operation, good, view);
  const identity = view.identities.get(good.identity) ?? ANONYMOUS;
  return variants.map((parts) => {
    const request = composeRequest(operation, parts, { document: view.document, identity: good.identity });
    const { method, path, headers } = writeRequest(request, identity, '');
    return {
      operation: planned.key,
      weight: weight / variants.length,
      method,
      target: path,
      headers,
      body: request.body,
    };
  });
}

/** The same request for everything that is known to be there. */
function readsOf({ parameters }: Operation, { parts }: KnownGood, made: readonly Made[]): RequestParts[] {
  const places = made.slice(0, VARIANTS).map(({ path }) => new Map(path));
  const isPlaced = (parameter: Parameter, place: ReadonlyMap<string, unknown>): boolean =>
    parameter.in === 'path' && place.has(parameter.name);
  const others = places
    .filter((place) => parameters.some((parameter) => isPlaced(parameter, place)))
    .map((place) => ({
      ...parts,
      values: parameters.map((parameter, index) =>
        isPlaced(parameter, place) ? { value: place.get(parameter.name) } : parts.values[index],
      ),
    }));
  return others.length === 0 ? [parts] : others;
}

/** The request that worked, with other bodies. */
function writesOf(operation: Operation, { parts }: KnownGood, view: RunView): RequestParts[] {
  if (parts.body === undefined) return [parts];
  const others = Array.from({ length: VARIANTS - 1 }, (_, index) => {
    const seed = `${view.plan.seed} load ${index}`;
    const generated = generateParts(operation, view, { seed, mode: 'random', only: 'all' });
    return generated?.body === undefined ? undefined : { ...parts, body: generated.body };
  });
  return [parts, ...others.filter((one) => one !== undefined)];
}
