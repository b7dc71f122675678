import { type Tool, toolSchema } from '@mockloop/tools';
import { type Command, Option } from 'commander';
import { flagText, tryParse } from './flag-text.ts';

/** What of JSON Schema decides how a flag is written. */
interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly default?: unknown;
  readonly description?: string;
}

/** Adds a flag for each argument of a tool: its name, its type, its values, its default. */
export function addToolFlags(command: Command, tool: Tool): Command {
  for (const [name, schema] of fieldsOf(tool)) {
    const types = typesOf(schema);
    const option = new Option(`--${name} ${placeholderOf(schema, types)}`, descriptionOf(tool, name, schema));
    if (schema.enum !== undefined) option.choices(schema.enum.map(String));
    if (types.has('array')) option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
    command.addOption(option);
    if (types.has('boolean')) command.addOption(new Option(`--no-${name}`).hideHelp());
  }
  return command;
}

/**
 * The values of the flags that were given, as the tool's input schema wants them: numbers as numbers, JSON where objects are
 * taken, `@file` for the text of a file.
 */
export async function readToolFlags(tool: Tool, flags: Readonly<Record<string, unknown>>): Promise<object> {
  const given = fieldsOf(tool).flatMap(([name, schema]) => {
    const value = Object.hasOwn(flags, name) ? flags[name] : undefined;
    return value === undefined ? [] : [{ name, schema, value }];
  });
  const values = await Promise.all(given.map(async ({ name, schema, value }) => [name, await readFlag(value, schema)]));
  return Object.fromEntries(values) as object;
}

function fieldsOf(tool: Tool): [name: string, schema: FieldSchema][] {
  return Object.entries((toolSchema(tool, 'input').properties ?? {}) as Record<string, FieldSchema>);
}

function typesOf({ type, anyOf, enum: values }: FieldSchema): ReadonlySet<string> {
  const own = typeof type === 'string' ? [type] : (type ?? (values === undefined ? [] : ['string']));
  return new Set([...own, ...(anyOf ?? []).flatMap((schema) => [...typesOf(schema)])]);
}

function placeholderOf(schema: FieldSchema, types: ReadonlySet<string>): string {
  if (types.has('boolean')) return '[boolean]';
  const shown = [...(types.has('array') ? typesOf(schema.items ?? {}) : types)].join('|') || 'json';
  return `<${shown.replace('object', 'json')}>`;
}

function descriptionOf(tool: Tool, name: string, schema: FieldSchema): string {
  // Commander itself names the values of a flag that has no others.
  const values = schema.items?.enum;
  const isNeeded = ((toolSchema(tool, 'input').required ?? []) as readonly string[]).includes(name);
  return [
    ...(schema.description === undefined ? [] : [schema.description]),
    ...(values === undefined ? [] : [`one of ${values.join(', ')}`]),
    ...(typesOf(schema).has('array') ? ['repeatable'] : []),
    ...(schema.default === undefined ? [] : [`default: ${JSON.stringify(schema.default)}`]),
    ...(isNeeded ? ['needed'] : []),
  ].join('; ');
}

async function readFlag(value: unknown, schema: FieldSchema): Promise<unknown> {
  if (Array.isArray(value)) return readList(value as readonly string[], schema);
  return typeof value === 'string' ? readText(await flagText(value), schema) : value;
}

/** One text may be the whole list as JSON, or one of its members. */
async function readList(texts: readonly string[], { items = {} }: FieldSchema): Promise<unknown> {
  const whole = texts.length === 1 ? tryParse(texts[0] ?? '') : undefined;
  if (Array.isArray(whole)) return whole;
  return Promise.all(texts.map(async (one) => readText(await flagText(one), items)));
}

/** What is no value of a type that is wanted stays text: the tool says what is wrong with it. */
function readText(text: string, schema: FieldSchema): unknown {
  const types = typesOf(schema);
  const parsed = tryParse(text);
  const type = Array.isArray(parsed) ? 'array' : parsed === null ? 'null' : typeof parsed;
  const isWanted = types.size === 0 || types.has(type) || (Number.isInteger(parsed) && types.has('integer'));
  return parsed !== undefined && isWanted && type !== 'string' ? parsed : text;
}
