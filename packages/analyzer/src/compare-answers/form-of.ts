export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** Of an instance; what JSON does not have counts as `null`. */
export function typeOf(value: unknown): JsonType {
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  if (type === 'object') return value === null ? 'null' : 'object';
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'null';
}

/** Longer texts have no format: it keeps the patterns below from long work. */
const LONGEST = 2_048;

const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  ['date-time', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)?$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?$/],
  ['ipv4', /^(?:\d{1,3}\.){3}\d{1,3}$/],
  ['email', /^[^\s@]+@[^\s@]+$/],
  ['uri', /^[a-z][a-z0-9+.-]*:\/\/\S+$/i],
  ['jwt', /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/],
  ['integer', /^-?\d+$/],
  ['number', /^-?\d+\.\d+$/],
];

/** What a text looks like. Absent where it looks like nothing in particular. */
export function formatOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  return FORMATS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Type and format of a value in one: `string uuid`, `number`. */
export function formOf(value: unknown): string {
  const type = typeOf(value);
  const format = typeof value === 'string' ? formatOf(value) : undefined;
  return format === undefined ? type : `${type} ${format}`;
}
