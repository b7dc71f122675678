import type { FuncKeywordDefinition } from 'ajv';

/** `enum` in constant time, however long it is; ajv compares with each value in turn. */
export const enumKeyword: FuncKeywordDefinition = {
  keyword: 'enum',
  schemaType: 'array',
  errors: false,
  compile(values: unknown[]) {
    const keys = new Set(values.map(keyOf));
    return (instance: unknown) => keys.has(keyOf(instance));
  },
};

/** `uniqueItems` in linear time; ajv compares objects pairwise. */
export const uniqueItemsKeyword: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  compile(unique: boolean) {
    return (items: unknown[]) => !unique || items.length < 2 || new Set(items.map(keyOf)).size === items.length;
  },
};

/** Equal for instances that JSON Schema calls equal (core §4.2.2), and only for those. */
export function keyOf(instance: unknown): unknown {
  // A string stands for itself, unless it could be taken for the key of an array or object.
  if (typeof instance === 'string') return instance.startsWith('\0') ? `\0"${instance}` : instance;
  if (typeof instance !== 'object' || instance === null) return instance;
  return `\0${textOf(instance)}`;
}

function textOf(instance: unknown): string {
  if (Array.isArray(instance)) return `[${instance.map(textOf).join()}]`;
  if (typeof instance !== 'object' || instance === null) return JSON.stringify(instance) ?? 'null';
  const fields = Object.entries(instance).filter(([, value]) => value !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`).join()}}`;
}
