import type { TestCase } from '../../model/test-case.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { BodyPart } from '../../requests/request-parts.ts';
import type { Made, Probe, Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { idOf, itemIn } from '../../succeed/find-item.ts';
import { isObject, type JsonObject } from '../../succeed/json-value.ts';
import { type Called, call, isSuccess } from './call.ts';

/** Something that a case has created. */
export interface Thing {
  readonly made: Made;
  /** The same, with all that stood in the path when it was created: for lists and others beside it. */
  readonly within: Made;
  readonly id: unknown;
  /** What was sent to create it. */
  readonly sent: JsonObject;
  readonly success: Success;
}

export interface CreateOptions {
  /** What it is created below: that, or another one of the same. Default: what succeeding finds. */
  readonly at?: Made | undefined;
  readonly body?: BodyPart | undefined;
}

/** Creates something; `undefined` where that cannot be done at once (202), or nothing says what was made. */
export async function createThing(
  probe: Probe,
  resource: Resource,
  options: CreateOptions = {},
): Promise<Thing | undefined> {
  const { at, body } = options;
  const key = resource.operations.create;
  const isBelow = key?.includes('{') === true;
  const success =
    key === undefined
      ? undefined
      : await probe.succeed(key, { at: isBelow ? at : undefined, parts: body && { body }, full: true });
  if (success?.made === undefined || success.made.resource !== resource.name) return undefined;
  if (success.exchange.response?.status === 202) return undefined;
  const { made } = success;
  const within = { ...made, path: [...pathParts(probe, key, success), ...made.path] };
  return { made, within, id: made.path.at(-1)?.[1], sent: sentObject(success.parts.body), success };
}

function pathParts(probe: Probe, key: string | undefined, { parts }: Success): Made['path'] {
  const parameters = probe.operation(key ?? '')?.parameters ?? [];
  return parameters.flatMap(({ name, in: place }, index) => {
    const part = parts.values[index];
    return place === 'path' && part && 'value' in part ? [[name, part.value] as const] : [];
  });
}

function sentObject(body: BodyPart | undefined): JsonObject {
  return body !== undefined && 'value' in body && isObject(body.value) ? body.value : {};
}

/** What a thing looks like when it is read. */
export interface Reading extends Called {
  /** The item itself, unwrapped; `undefined` where there is none. */
  readonly item: JsonObject | undefined;
}

export async function readThing(probe: Probe, resource: Resource, made: Made): Promise<Reading | undefined> {
  const called = await call(probe, resource.operations.read, { at: made });
  if (called === undefined) return undefined;
  const found = itemIn(called.value, resource) ?? (isObject(called.value) ? called.value : undefined);
  return { ...called, item: isSuccess(called) ? found : undefined };
}

/** Whether an answer says that there is no such thing. */
export function isMissing(called: Called | undefined): boolean {
  return called?.status === 404 || called?.status === 410;
}

/** Whether an item has that id, however it is written: `7` and `"7"` are one. */
export function hasId(item: unknown, id: unknown, resource: Resource): boolean {
  const own = idOf(item, resource);
  return own !== undefined && String(own) === String(id);
}

/** The resource that a case is about. */
export function resourceOf(testCase: TestCase, probe: RunView): Resource | undefined {
  const { input } = testCase;
  return isObject(input) && typeof input.resource === 'string' ? probe.resource(input.resource) : undefined;
}

/** Whether a server keeps what it is given, as far as is known. */
export function keepsState({ target }: RunView): boolean {
  return target.is_stateful !== false;
}

/** Resources that have all of these operations, callable ones. */
export function* resourcesWith(view: RunView, roles: readonly (keyof Resource['operations'])[]): Generator<Resource> {
  if (!keepsState(view)) return;
  const callable = new Set(view.operations.map(({ key }) => key));
  for (const resource of view.plan.resources)
    if (roles.every((role) => callable.has(resource.operations[role] ?? ''))) yield resource;
}

/** Whoever creates an account may not see it as themselves. */
export function makesAccounts(resource: Resource, view: RunView): boolean {
  return view.planned(resource.operations.create ?? '')?.role === 'register';
}

/** Whether a list is of what is created: at the same path, and without having to say which of them. */
export function listsCreated({ operations }: Resource, view: RunView): boolean {
  const list = view.operation(operations.list ?? '');
  const create = view.operation(operations.create ?? '');
  return (
    list !== undefined &&
    list.path === create?.path &&
    !list.parameters.some((one) => one.required && one.in === 'query')
  );
}
