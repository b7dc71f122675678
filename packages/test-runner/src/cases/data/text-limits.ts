import type { SchemaPart } from '../../schemas/schema-parts.ts';
import type { Limit } from './limit.ts';

/** Longer texts are no test of a limit but of a server's patience. */
const MAX_TEXT = 20_000;

/** @param value A valid text, which others are made from where a pattern or a format says more than a length. */
export function* textLimits(part: SchemaPart, value: string): Generator<Limit> {
  const { pattern, format } = part.schema;
  yield* lengthLimits({ part, value, keyword: 'minLength', sign: 1 });
  yield* lengthLimits({ part, value, keyword: 'maxLength', sign: -1 });
  if (typeof pattern === 'string') {
    // As long as the valid one, so that nothing but the pattern is broken.
    for (const tail of value === '' ? [] : ['!', ' ', '~'])
      yield { ...wrongText(part, 'pattern', `${value.slice(0, -1)}${tail}`), tail };
    yield* OFF_PATTERN.map((text) => wrongText(part, 'pattern', text));
  }
  if (typeof format === 'string')
    yield* (WRONG.get(format) ?? []).map((text) => ({ ...wrongText(part, 'format', text), isMinor: true as const }));
}

interface LengthLimit {
  readonly part: SchemaPart;
  readonly value: string;
  readonly keyword: 'minLength' | 'maxLength';
  /** The direction in which lengths are inside. */
  readonly sign: 1 | -1;
}

function* lengthLimits({ part, value, keyword, sign }: LengthLimit): Generator<Limit> {
  const limit = part.schema[keyword];
  if (typeof limit !== 'number' || limit > MAX_TEXT) return;
  for (const length of [limit, limit - sign]) {
    for (const [index, [text, isFiller]] of ofLength(value, length).entries()) {
      const inner = ofLength(value, length + sign)[index];
      yield {
        ...{ keyword, part, value: text, isFiller },
        label: `${length} characters for ${keyword} ${limit}`,
        controls: inner && [{ value: inner[0], isFiller: inner[1] }],
      };
    }
  }
}

function wrongText(part: SchemaPart, keyword: 'pattern' | 'format', value: string): Limit {
  const label = `${JSON.stringify(value)} for the ${keyword} ${String(part.schema[keyword])}`;
  return { keyword, part, value, label, group: keyword };
}

/** Texts of a length that might be valid, the plainest first. */
function ofLength(value: string, length: number): readonly (readonly [text: string, isFiller: true | undefined])[] {
  if (length < 0) return [];
  const letters = [...value];
  const missing = Math.max(0, length - letters.length);
  const stretched = letters.slice(0, length).join('') + (letters.at(-1) ?? 'a').repeat(missing);
  const at = value.indexOf('@');
  const address =
    at > 0 && length > value.length - at ? 'a'.repeat(length - (letters.length - at)) + value.slice(at) : undefined;
  return [
    ['a'.repeat(length), true],
    ...(address === undefined ? [] : [[address, true] as const]),
    [stretched, undefined],
  ];
}

/** One of them breaks nearly every pattern. */
const OFF_PATTERN = ['!', 'mockloop no match', '0', 'A b', '~~~~~~~~~~'];

/** Texts that no reader of a format with a meaning can take for one. */
const WRONG: ReadonlyMap<string, readonly string[]> = new Map([
  ['date', ['not-a-date', '2024-13-45']],
  ['date-time', ['not-a-date', '2024-13-45T99:99:99Z']],
  ['time', ['not-a-time']],
  ['uuid', ['not-a-uuid']],
  ['email', ['not an email']],
  ['ipv4', ['999.999.999.999']],
  ['ipv6', ['not-an-address']],
  ['uri', ['not a uri']],
]);
