import type { BodyVariant } from './pack.ts';

/** How often an instance is changed and judged before what was found so far has to do. */
const MAX_TRIALS = 200;

/** What varying needs to know of a schema. */
export interface InstanceJudge {
  isValid(instance: unknown): boolean;
}

/**
 * A variant of an instance of a schema. What each change does is judged by the schema, so that the valid variants stay
 * valid and the invalid ones are not.
 *
 * @returns Undefined where the schema leaves no room for such a variant, or where it would be the instance itself.
 */
export function varyInstance(instance: unknown, variant: BodyVariant, judge: InstanceJudge): unknown {
  const { change, isBroken } = VARIANTS[variant];
  return isBroken
    ? firstChange(instance, change, (value) => !judge.isValid(value))
    : everyChange(instance, change, (value) => judge.isValid(value));
}

type Change = (value: unknown) => readonly unknown[];

interface Variant {
  /** What a value may become, the best first; nothing to leave it alone. `REMOVED` takes a member out. */
  readonly change: Change;
  readonly isBroken: boolean;
}

const REMOVED: unique symbol = Symbol('removed');

/** Letters beyond the Basic Multilingual Plane, right-to-left text, and a combining mark. */
const UNUSUAL = '𝔘𝔫𝔲𝔰𝔲𝔞𝔩 שָׁלוֹם e\u0301 ';

const VARIANTS: Readonly<Record<BodyVariant, Variant>> = {
  empty: { change: (value) => (Array.isArray(value) && value.length > 0 ? [[]] : []), isBroken: false },
  minimal: { change: () => [REMOVED], isBroken: false },
  extreme: { change: extremes, isBroken: false },
  incomplete: { change: () => [REMOVED], isBroken: true },
  mistyped: { change: (value) => MISTYPED.filter((other) => typeof other !== typeof value), isBroken: true },
};

const MISTYPED: readonly unknown[] = ['not what the schema says', 1.5, true];

const LARGE: readonly number[] = [Number.MAX_SAFE_INTEGER, 2 ** 31 - 1, 1_000_000, 10_000, 100];

function extremes(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [UNUSUAL.repeat(40), UNUSUAL, 'x'.repeat(255), ''];
  return typeof value === 'number' ? LARGE.filter((large) => large > value) : [];
}

/** A place in an instance: the keys and indices that lead there. */
type Steps = readonly (string | number)[];

/** All changes that keep the instance acceptable, outer ones first. */
function everyChange(instance: unknown, change: Change, accepts: (value: unknown) => boolean): unknown {
  let result = instance;
  let trials = 0;
  const pending: Steps[] = [[]];
  for (let steps = pending.shift(); steps !== undefined; steps = pending.shift()) {
    const value = valueAt(result, steps);
    const alternatives = change(value).slice(0, Math.max(0, MAX_TRIALS - trials));
    trials += alternatives.length;
    const accepted = alternatives.map((other) => replaceAt(result, steps, other)).find(accepts);
    if (accepted !== undefined) result = accepted;
    else pending.push(...keysOf(value).map((key) => [...steps, key]));
  }
  return result === instance ? undefined : result;
}

/** The first change, from the outside in, after which the instance is as wanted. */
function firstChange(instance: unknown, change: Change, accepts: (value: unknown) => boolean): unknown {
  const pending: Steps[] = keysOf(instance).map((key) => [key]);
  let trials = 0;
  for (let steps = pending.shift(); steps !== undefined && trials < MAX_TRIALS; steps = pending.shift()) {
    const value = valueAt(instance, steps);
    for (const other of change(value)) {
      trials += 1;
      const changed = replaceAt(instance, steps, other);
      if (changed !== undefined && accepts(changed)) return changed;
    }
    pending.push(...keysOf(value).map((key) => [...(steps as Steps), key]));
  }
  return undefined;
}

function keysOf(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function valueAt(instance: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], instance);
}

/** A copy with another value there. Undefined where the whole, or an item of an array, would be removed. */
function replaceAt(instance: unknown, steps: Steps, value: unknown): unknown {
  const [key, ...rest] = steps;
  if (key === undefined) return value === REMOVED ? undefined : value;
  if (Array.isArray(instance)) {
    const item = replaceAt(instance[key as number], rest, value);
    return item === undefined ? undefined : instance.with(key as number, item);
  }
  const members = instance as Readonly<Record<string, unknown>>;
  if (value === REMOVED && rest.length === 0) {
    return Object.fromEntries(Object.entries(members).filter(([name]) => name !== key));
  }
  const member = replaceAt(members[key], rest, value);
  if (member === undefined) return undefined;
  return Object.fromEntries(Object.entries(members).map(([name, old]) => [name, name === key ? member : old]));
}
