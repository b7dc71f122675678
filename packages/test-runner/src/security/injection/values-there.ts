import type { Probe } from '../../run/probe.ts';
import { isObject, leavesOf } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { isOk, jsonOf } from '../support/answers.ts';
import type { Injector } from '../support/injector.ts';

/**
 * Values that a place may find something with: what stood there, what its document has as an example, and what things have in a member
 * of its name.
 */
export async function valuesThere(probe: Probe, { operation, point, value }: Injector): Promise<readonly unknown[]> {
  const found: unknown[] = [value];
  if (point.in === 'body') return found;
  const parameter = operation.parameters.find(({ in: place, name }) => place === point.in && name === point.name);
  found.push(...(parameter?.examples.map((example) => example.value) ?? []));
  if (point.in === 'query') found.push(...(await memberValues(probe, operation.path, point.name)));
  const usable = found.filter((one) => typeof one === typeof value && String(one).trim() !== '');
  return [...new Set(usable)].slice(0, 3);
}

/** What a list of the same resource shows in members of that name. */
async function memberValues(probe: Probe, path: string, name: string): Promise<readonly unknown[]> {
  const lists = probe.plan.resources.filter(
    ({ collection_path: at, operations }) =>
      at !== undefined && operations.create !== undefined && (path === at || path.startsWith(`${at}/`)),
  );
  const nearest = lists.toSorted((a, b) => (b.collection_path?.length ?? 0) - (a.collection_path?.length ?? 0))[0];
  const create = nearest?.operations.create;
  const made = create === undefined ? undefined : await probe.succeed(create);
  const value = made !== undefined && isOk(made.exchange) ? jsonOf(made.exchange) : undefined;
  if (!isObject(value)) return [];
  return leavesOf(value)
    .filter(({ path: at }) => plainName(at.at(-1) ?? '') === plainName(name))
    .map((leaf) => leaf.value);
}
