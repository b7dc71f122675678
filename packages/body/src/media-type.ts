/** A media type or media range (RFC 9110 §8.3.1, §12.5.1), in lower case but for the values of parameters. */
export interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  /** What follows the last `+` of the subtype, e.g. `json` (RFC 6839); `''` for none. */
  readonly suffix: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Say how the octets were made, not what they are: they never tell two media types apart. */
const IGNORED_PARAMETERS: ReadonlySet<string> = new Set(['charset', 'boundary', 'q']);

/** @returns `undefined` for what is no media type. A lone `*`, as some old clients send it, is every type. */
export function parseMediaType(text: string): ParsedMediaType | undefined {
  const [name = '', ...rest] = splitOutsideQuotes(text, ';');
  const [type = '', subtype = '', more] = name.trim() === '*' ? ['*', '*'] : name.trim().toLowerCase().split('/');
  if (more !== undefined || !TOKEN.test(type) || !TOKEN.test(subtype)) return undefined;
  const plus = subtype.lastIndexOf('+');
  return { type, subtype, suffix: plus === -1 ? '' : subtype.slice(plus + 1), parameters: parseParameters(rest) };
}

/**
 * Whether a type is of a range. `application/*` has every application type and `application/*+json` every one with that
 * suffix; each parameter of the range, other than `charset` and `boundary`, must be the type's too.
 */
export function matchMediaType(range: string, type: string): boolean {
  const parsedRange = parseMediaType(range);
  const parsedType = parseMediaType(type);
  return (
    parsedRange !== undefined &&
    parsedType !== undefined &&
    matches(parsedRange, parsedType) &&
    hasParameters(parsedType, parsedRange)
  );
}

/**
 * Picks what to answer with. The client's most specific range gives each type its quality; ties go to the document's
 * order. Where nothing fits, parameters in `accept` are disregarded (RFC 9110 §12.5.1 lets a server do so).
 *
 * @param accept The `Accept` field. Absent or unreadable: anything.
 * @param offered Keys of the Response Object's `content`, in document order; may be ranges themselves.
 * @returns The index in `offered`, or `undefined` when none is acceptable.
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): number | undefined {
  const ranges = splitOutsideQuotes(accept ?? '*/*', ',').flatMap((text) => parseMediaType(text) ?? []);
  if (ranges.length === 0) return offered.length > 0 ? 0 : undefined;
  const types = offered.map((text) => parseMediaType(text));
  return (
    bestOf(types, (type) =>
      qualityOf(
        type,
        ranges.filter((range) => hasParameters(type, range)),
      ),
    ) ?? bestOf(types, (type) => qualityOf(type, ranges))
  );
}

/** `application/json`, `application/problem+json; charset=utf-8`, `text/json` … */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}

/** Splits at a separator that stands outside quoted strings (RFC 9110 §5.6.4). */
export function splitOutsideQuotes(text: string, separator: ',' | ';'): readonly string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts = [''];
  for (const piece of text.match(/"(?:[^"\\]|\\.)*"?|[^"]/gs) ?? []) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function parseParameters(texts: readonly string[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    // The first of a name counts, so that nothing can be slipped in behind it.
    if (TOKEN.test(name) && !parameters.has(name)) parameters.set(name, unquote(text.slice(equals + 1).trim()));
  }
  return parameters;
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}

/** Each side may be the range: documents offer `image/*` too. */
function matches(a: ParsedMediaType, b: ParsedMediaType): boolean {
  return (
    (a.type === b.type || a.type === '*' || b.type === '*') && (a.subtype === b.subtype || covers(a, b) || covers(b, a))
  );
}

function covers(range: ParsedMediaType, { suffix }: ParsedMediaType): boolean {
  return range.subtype === '*' || (range.subtype === `*+${range.suffix}` && range.suffix === suffix);
}

function hasParameters(type: ParsedMediaType | undefined, range: ParsedMediaType): boolean {
  return [...range.parameters].every(
    ([name, value]) =>
      IGNORED_PARAMETERS.has(name) || type?.parameters.get(name)?.toLowerCase() === value.toLowerCase(),
  );
}

function bestOf(
  types: readonly (ParsedMediaType | undefined)[],
  quality: (type: ParsedMediaType) => number,
): number | undefined {
  const qualities = types.map((type) => (type === undefined ? 0 : quality(type)));
  const best = Math.max(0, ...qualities);
  return best === 0 ? undefined : qualities.indexOf(best);
}

function qualityOf(type: ParsedMediaType, ranges: readonly ParsedMediaType[]): number {
  const [best] = ranges.filter((range) => matches(range, type)).toSorted((a, b) => specificity(b) - specificity(a));
  if (best === undefined) return 0;
  const quality = Number(best.parameters.get('q') ?? 1);
  return Number.isNaN(quality) ? 1 : Math.min(Math.max(quality, 0), 1);
}

function specificity({ type, subtype, parameters }: ParsedMediaType): number {
  if (type === '*') return 0;
  if (subtype.startsWith('*')) return subtype === '*' ? 1 : 2;
  return 3 + [...parameters.keys()].filter((name) => !IGNORED_PARAMETERS.has(name)).length;
}
