import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { Probe } from '../../run/probe.ts';
import type { JsonObject } from '../../succeed/json-value.ts';
import { type Called, call, isSuccess } from './call.ts';
import { changeBody } from './change-body.ts';
import { eventually } from './eventually.ts';
import { type Reading, readThing, type Thing } from './thing.ts';
import { bodyForUse, type UseBody } from './use-body.ts';
import { ownMembers, shown, type WrittenContext, writtenDifferences } from './written-differences.ts';

/** Something that was changed, and what it looked like before and after. */
export interface Updated {
  readonly key: string;
  readonly thing: Thing;
  readonly body: UseBody;
  readonly called: Called;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly context: WrittenContext;
}

export interface UpdateOptions {
  readonly key: string;
  readonly thing: Thing;
  readonly before: Reading;
  /** Makes the body that is sent of the one that would be. Default: as it is. */
  readonly reshape?: ((body: UseBody, names: readonly string[]) => UseBody | undefined) | undefined;
}

/**
 * Changes something in all members that a client may change, and reads it again: once what was written shows, or after a while.
 *
 * @returns `undefined` where the change was not made, or cannot be seen.
 */
export async function updateThing(
  probe: Probe,
  resource: Resource,
  options: UpdateOptions,
): Promise<Updated | undefined> {
  const { key, thing, before, reshape } = options;
  const operation = probe.operation(key);
  const base = bodyForUse(probe, key, thing);
  if (operation === undefined || base === undefined || before.item === undefined) return undefined;
  const context: WrittenContext = { view: probe, resource, writing: operation, reading: before.operation };
  const names = ownMembers(base.value, context);
  const value = changeBody(probe, base.value, { ...base, operation, names, seed: `${probe.seed} change ${key}` });
  const body = reshape ? reshape({ ...base, value }, names) : { ...base, value };
  const called = body && (await call(probe, key, { at: thing.made, body }));
  if (body === undefined || !isSuccess(called) || called.status === 202) return undefined;
  const seen = await eventually(
    () => readThing(probe, resource, thing.made),
    (reading) => reading?.item !== undefined && writtenDifferences(body.value, reading.item, context).length === 0,
  );
  if (seen?.item === undefined) return undefined;
  return { key, thing, body, called, before: before.item, after: seen.item, context };
}

/** Members that were written, and come back as something else. What is missing afterwards is lost where it was there before. */
export function lostUpdates({ key, body, before, after, context, called }: Updated): readonly Observation[] {
  const { name: resource, operations } = context.resource;
  return writtenDifferences(body.value, after, context)
    .filter(({ name, isAbsent }) => !isAbsent || (Object.hasOwn(before, name) && before[name] !== null))
    .map(({ name, sent, got, isAbsent }) => ({
      check: 'update-lost',
      message: `\`${key}\` sent \`${name}\` as ${shown(sent)} and was answered ${called.status}, and \`${operations.read}\` ${isAbsent ? 'does not have it any more' : `gives ${shown(got)}`}.`,
      expected: shown(sent),
      observed: isAbsent ? 'no such member' : shown(got),
      signature: `${key.split(' ')[0]} of ${resource} loses ${name}`,
    }));
}
