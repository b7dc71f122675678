import { nearestName } from '@mockloop/schema';
import * as z from 'zod';
import { inlineText } from './inline-text.ts';
import { MockLoopError, type MockLoopProblem } from './mockloop-error.ts';
import { repairArguments } from './repair-arguments.ts';
import type { Tool } from './tool.ts';

/** Problems that are told of one call; more than these are one mistake made often. */
const MAX_PROBLEMS = 20;

/**
 * The arguments of a tool, checked and with their defaults. What is plainly meant is taken as that: see `repairArguments`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` that names each that is wrong, what it should be, and what there is.
 */
export function parseArguments<Input extends object>(tool: Tool<string, Input>, args: unknown): Input {
  const given = tool.input.safeParse(args ?? {}, { reportInput: true });
  if (given.success) return given.data as Input;
  const repaired = repairArguments(tool.input, args, given.error.issues);
  const parsed = repaired === args ? given : tool.input.safeParse(repaired, { reportInput: true });
  if (parsed.success) return parsed.data as Input;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(tool, issue));
  const more = problems.length - MAX_PROBLEMS;
  throw new MockLoopError('INVALID_ARGUMENTS', `The arguments of ${tool.name} are wrong.`, {
    problems: problems.slice(0, MAX_PROBLEMS),
    advice: `${more > 0 ? `And ${more} more. ` : ''}It takes: ${signatureOf(tool)}.`,
  });
}

function problemsOf(tool: Tool, issue: z.core.$ZodIssue): MockLoopProblem[] {
  const pointer = pointerOf(issue.path);
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: detailOf(issue) }];
  const known = namesAt(tool.input, issue.path);
  const there = issue.path.length === 0 || known.length === 0 ? '' : ` There are: ${known.join(', ')}.`;
  return issue.keys.map((key, index) => {
    const nearest = index < MAX_PROBLEMS ? nearestName(key, known) : undefined;
    return {
      pointer: pointerOf([...issue.path, key]),
      detail: `there is no such argument.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}${there}`,
    };
  });
}

/** The members that an object of the arguments may have; none where that is not said. */
function namesAt(schema: z.core.$ZodType, [key, ...rest]: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return namesAt(schema.unwrap(), key === undefined ? [] : [key, ...rest]);
  if (!(schema instanceof z.ZodObject)) return [];
  if (key === undefined) return Object.keys(schema.shape);
  const member = Object.hasOwn(schema.shape, key) ? schema.shape[String(key)] : undefined;
  return member === undefined ? [] : namesAt(member, rest);
}

function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `it must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `it is missing; a value of type ${issue.expected} is needed.`;
  if (issue.code === 'invalid_type' && isPack(issue.input))
    return `${issue.message}. Read the resource ${inlineText(issue.input, 200)}, and give one of its scenarios.`;
  if (issue.code === 'invalid_type' && issue.path.length > 0 && EXAMPLES.has(issue.expected))
    return `${issue.message}. An example is ${EXAMPLES.get(issue.expected)}.`;
  if (issue.code === 'invalid_union') return unionDetail(issue);
  return `${issue.message}.`;
}

function isPack(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('scenario-pack://');
}

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['number', '5'],
  ['int', '5'],
  ['boolean', 'true'],
  ['array', 'a list of values in brackets, [1, 2] or ["a", "b"]'],
  ['object', '{"name": "value"}'],
  ['record', '{"name": "value"}'],
]);

/** What is wrong with it as the one that it probably is, by its type; else the types that it may have. */
function unionDetail({ errors, input }: z.core.$ZodIssueInvalidUnion): string {
  const isOtherType = (issue: z.core.$ZodIssue): boolean => issue.code === 'invalid_type' && issue.path.length === 0;
  const meant = errors.find((issues) => issues.length > 0 && !issues.some(isOtherType))?.[0];
  if (meant !== undefined) return `${pointerOf(meant.path)}${meant.path.length > 0 ? ': ' : ''}${detailOf(meant)}`;
  const types = errors.flat().flatMap((issue) => (issue.code === 'invalid_type' ? issue.expected : []));
  const needed = `a value of type ${[...new Set(types)].join(' or ')} is needed.`;
  return input === undefined ? `it is missing; ${needed}` : needed;
}

function pointerOf(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'));
  return tokens.map((token) => `/${inlineText(token)}`).join('');
}

/** `server_url, method?, limit?` */
function signatureOf({ input }: Tool): string {
  return Object.entries(input.shape)
    .map(([name, field]) => (field.safeParse(undefined).success ? `${name}?` : name))
    .join(', ');
}
