import type { Schemas } from '@mockloop/schema';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { candidateParts } from '../../succeed/candidate-parts.ts';
import { pathValues } from '../../succeed/resource-paths.ts';

/**
 * Parts that an operation should answer 2xx to, by all that is known: those that worked before, for something that is there, with
 * other values where no two things may have the same. They are not sent.
 *
 * @param label Tells several of one case apart.
 * @returns `undefined` where nothing has worked yet, and nothing does now.
 */
export async function workingParts(key: string, label: string, probe: Probe): Promise<RequestParts | undefined> {
  const operation = probe.operation(key);
  const planned = probe.planned(key);
  if (operation === undefined || planned === undefined) return undefined;
  const worked = probe.knowledge.knownGood(key) !== undefined || (await probe.succeed(key)) !== undefined;
  const good = probe.knowledge.knownGood(key);
  if (!worked || good === undefined) return undefined;
  const { mainIdentity: identity } = probe;
  const context = { view: probe, planned, operation, identity, seed: `${probe.seed} ${label}`, options: {} };
  const [parts] = candidateParts(context).take(1);
  if (parts === undefined) return undefined;
  if (good.needs === undefined) return parts;
  const at = await livingThing(good.needs, planned, probe);
  if (at === undefined) return undefined;
  const values = pathValues(at, probe.resource(at.resource)?.item_path, operation.path);
  return {
    ...parts,
    values: operation.parameters.map((parameter, index) =>
      parameter.in === 'path' && values.has(parameter.name)
        ? { value: values.get(parameter.name) }
        : parts.values[index],
    ),
  };
}

/** What is to be removed is our own and new, and what is to be changed is used for nothing else; everything else may be used many times. */
async function livingThing(
  { resource }: Made,
  { risk, method }: PlannedOperation,
  probe: Probe,
): Promise<Made | undefined> {
  const { mainIdentity: identity, schemas } = probe;
  const mine = probe.knowledge.made(resource).filter((made) => made.identity === identity);
  const reserved = changed.get(schemas) ?? new Map<string, string>();
  changed.set(schemas, reserved);
  const key = JSON.stringify([resource, identity]);
  const isReserved = ({ path }: Made): boolean => JSON.stringify(path) === reserved.get(key);
  const mustBeNew = risk === 'destructive';
  const isChange = method === 'PUT' || method === 'PATCH';
  const known = isChange ? mine.find(isReserved) : (mine.find((made) => !isReserved(made)) ?? mine[0]);
  if (known !== undefined && !mustBeNew) return known;
  const { create, register } = probe.resource(resource)?.operations ?? {};
  const maker = create ?? register;
  const made = maker === undefined ? undefined : (await probe.succeed(maker))?.made;
  if (made !== undefined && isChange) reserved.set(key, JSON.stringify(made.path));
  return made ?? (mustBeNew ? undefined : (known ?? mine[0]));
}

/** For each run, whose schemas are its own: the path of what is changed, by resource and identity. What it holds then need not be valid. */
const changed = new WeakMap<Schemas, Map<string, string>>();
