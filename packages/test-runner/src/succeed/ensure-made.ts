import type { Schemas } from '@mockloop/schema';
import type { PlannedOperation, Resource } from '../model/test-plan.ts';
import { generateParts } from '../requests/generate-parts.ts';
import type { Made } from '../run/probe.ts';
import { isId } from './json-value.ts';
import { anchorOf, pathValues, templateNames } from './resource-paths.ts';
import { createToken } from './token.ts';
import type { Way } from './way.ts';

const MAX_DEPTH = 5;

/**
 * Something that stands where the path of an operation begins: newly made where it will be changed, and what other things were put into before
 * where it is only read or put into.
 */
export async function ensureAnchor(planned: PlannedOperation, way: Way): Promise<Made | undefined> {
  const anchor = anchorOf(planned.path, way.probe.plan.resources);
  if (anchor === undefined) return undefined;
  const isParent = anchor.name !== planned.resource && planned.role !== 'other';
  if (isParent || planned.risk === 'read') return ensureShared(anchor, way);
  const made = await ensureNew(anchor, way);
  // What others have made is not ours to remove, and to change only where there is no other way to try.
  return made ?? (planned.risk === 'destructive' ? undefined : borrow(anchor, way));
}

/** Things that stay while a run lasts, whose schemas nobody else has. By resource and identity. */
const shared = new WeakMap<Schemas, Map<string, Made>>();

/** Something that is there to be read, to be referred to, and to be put into. It must not be changed. */
export async function ensureShared(resource: Resource, way: Way): Promise<Made | undefined> {
  const known = shared.get(way.probe.schemas) ?? new Map<string, Made>();
  shared.set(way.probe.schemas, known);
  const key = JSON.stringify([resource.name, way.identity]);
  const made = known.get(key) ?? (await ensureNew(resource, way));
  if (made === undefined) return borrow(resource, way);
  known.set(key, made);
  return made;
}

/** Notes that something is not there any more. @returns Whether it was one of those that stay. */
export function dropShared(made: Made | undefined, { probe: { knowledge, schemas } }: Way): boolean {
  const known = shared.get(schemas) ?? new Map<string, Made>();
  const found = known.entries().find(([, one]) => one === made);
  if (made === undefined || found === undefined) return false;
  knowledge.forget(made);
  return known.delete(found[0]);
}

/** Something that nobody else has used. */
export async function ensureNew(resource: Resource, way: Way): Promise<Made | undefined> {
  if (way.making.includes(resource.name) || way.making.length >= MAX_DEPTH) return undefined;
  const inner = { ...way, making: [...way.making, resource.name] };
  const { create: createKey, register, replace } = resource.operations;
  for (const key of [createKey, register]) {
    const success = key === undefined ? undefined : await way.attempt(key, { identity: way.identity }, inner);
    if (success?.made !== undefined) return success.made;
  }
  return createKey === undefined && replace !== undefined ? createByPut(resource, replace, inner) : undefined;
}

/** Where nothing creates, PUT may: at an address of our choosing (RFC 9110 §9.3.4). */
async function createByPut(resource: Resource, replace: string, way: Way): Promise<Made | undefined> {
  const { probe, identity } = way;
  const operation = probe.operation(replace);
  const names = templateNames(resource.item_path ?? '');
  const last = names.at(-1);
  if (operation === undefined || resource.item_path === undefined || last === undefined) return undefined;
  const above = resource.item_path.slice(0, resource.item_path.lastIndexOf('/'));
  const anchor = anchorOf(above, probe.plan.resources);
  const parent = anchor && (await ensureShared(anchor, way));
  const parents = parent ? pathValues(parent, anchor?.item_path, resource.item_path) : new Map<string, unknown>();
  const id = newId(operation.path, replace, way);
  const path = names.map((name) => [name, name === last ? id : parents.get(name)] as const);
  if (path.some(([, value]) => value === undefined)) return undefined;
  const made = { resource: resource.name, identity, path };
  const success = await way.attempt(replace, { identity, at: made }, way);
  if (success !== undefined) probe.knowledge.note(made, 'us');
  return success && made;
}

/** A value of the path's last parameter that nothing else has. */
function newId(path: string, key: string, { probe, spent }: Way): unknown {
  const operation = probe.operation(key);
  const seed = `${probe.seed} id ${spent.requests}`;
  const name = templateNames(path).at(-1);
  const index =
    operation?.parameters.findIndex((parameter) => parameter.in === 'path' && parameter.name === name) ?? -1;
  const parameter = operation?.parameters[index];
  if (operation === undefined || parameter === undefined) return undefined;
  const schema = parameter.schema === undefined ? undefined : probe.schemas.compile(parameter.schema, 'request');
  const { letters, digits, uuid } = createToken(seed);
  const own = [letters, uuid, Number(digits), Number(digits.slice(0, 4))].find(
    (value) => schema?.isValid(value) ?? true,
  );
  if (own !== undefined) return own;
  const part = generateParts(operation, probe, { seed, mode: 'random' })?.values[index];
  return part && 'value' in part && isId(part.value) ? part.value : undefined;
}

/** Something that others have made, or that a case has. */
async function borrow(resource: Resource, way: Way): Promise<Made | undefined> {
  const { probe, identity } = way;
  const find = (): Made | undefined => probe.knowledge.made(resource.name).find((made) => made.identity === identity);
  const { list } = resource.operations;
  if (find() === undefined && list !== undefined && !way.making.includes(resource.name))
    await way.attempt(list, { identity }, { ...way, making: [...way.making, resource.name] });
  return find();
}
