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
  const at = await livingThing(good.needs, planned.risk === 'destructive', probe);
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

/** What is to be removed is our own and new; everything else may be used many times. */
async function livingThing({ resource: name }: Made, mustBeNew: boolean, probe: Probe): Promise<Made | undefined> {
  const known = probe.knowledge.made(name).find(({ identity }) => identity === probe.mainIdentity);
  if (known !== undefined && !mustBeNew) return known;
  const { create, register } = probe.resource(name)?.operations ?? {};
  const key = create ?? register;
  const made = key === undefined ? undefined : (await probe.succeed(key))?.made;
  return made ?? (mustBeNew ? undefined : known);
}
