import type * as z from 'zod';

/** Values that are put right at most; a call with more is wrong in another way. */
const MAX_REPAIRS = 20;
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/**
 * Arguments of which values are of the type that their place allows, where it allows that alone and what is meant is
 * plain: numbers as text, a value in place of a list of one, objects and lists as JSON text.
 *
 * @returns A copy; the very same where there is nothing to put right.
 */
export function repairArguments(schema: z.ZodType, args: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  return issues.slice(0, MAX_REPAIRS).reduce((repaired, issue) => {
    if (issue.code !== 'invalid_type' || issue.path.length === 0) return repaired;
    const value = meant(issue.expected, issue.input);
    if (value === undefined) return repaired;
    const tried = withValue(repaired, issue.path, value);
    // Of a list that nobody wrote, places within it would be no help.
    return issue.expected !== 'array' || isGood(schema, tried, issue.path) ? tried : repaired;
  }, args);
}

function meant(expected: string, given: unknown): unknown {
  if (expected === 'array') return asList(given);
  if (typeof given !== 'string') return undefined;
  if (expected === 'number' || expected === 'int') return NUMBER.test(given) ? Number(given) : undefined;
  if (expected !== 'object' && expected !== 'record') return undefined;
  const read = readJson(given);
  return Array.isArray(read) ? undefined : read;
}

function asList(given: unknown): readonly unknown[] | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'string') return [given];
  const read = readJson(given);
  if (Array.isArray(read)) return read;
  return [NUMBER.test(given) ? Number(given) : given];
}

/** An object or a list. */
function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGood(schema: z.ZodType, args: unknown, path: readonly PropertyKey[]): boolean {
  const issues = schema.safeParse(args).error?.issues ?? [];
  return !issues.some((issue) => path.every((key, index) => issue.path[index] === key));
}

function withValue(target: unknown, [key, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(target)) return target.with(Number(key), withValue(target[Number(key)], rest, value));
  const members = target as Readonly<Record<PropertyKey, unknown>>;
  return { ...members, [key]: withValue(members[key], rest, value) };
}
