import type { AnswerDifference, PatchOperation } from './answer-comparison.ts';
import { step } from './pointer.ts';
import { severityOf } from './severity-of.ts';

type Headers = ReadonlyMap<string, string>;

/** What a field comes to; equal for fields that mean the same to a client. */
type Meaning = (value: string) => string;

const asIs: Meaning = (value) => value.trim().toLowerCase();
const presence: Meaning = () => '';
const tokens: Meaning = (value) =>
  [
    ...new Set(
      value
        .toLowerCase()
        .split(',')
        .map((one) => one.trim()),
    ),
  ]
    .toSorted()
    .join();
/** `Bearer realm="x"` → `bearer` */
const firstWord: Meaning = (value) => /^[^\s;]*/.exec(value.trim().toLowerCase())?.[0] ?? '';
const cookieNames: Meaning = (value) =>
  // A comma also stands in dates: names are what stands before the first `=` of each cookie.
  [...value.matchAll(/(?:^|,)\s*([^=;,\s]+)=/g)]
    .map(([, name]) => name)
    .toSorted()
    .join();
const relations: Meaning = (value) =>
  [...value.matchAll(/rel="?([^";,]+)/gi)]
    .map(([, rel]) => rel)
    .toSorted()
    .join();

/** Fields that matter to clients, and how. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['access-control-allow-credentials', asIs],
  ['access-control-allow-headers', tokens],
  ['access-control-allow-methods', tokens],
  ['access-control-allow-origin', asIs],
  ['access-control-expose-headers', tokens],
  ['allow', tokens],
  ['cache-control', tokens],
  ['content-disposition', firstWord],
  ['content-language', tokens],
  ['deprecation', presence],
  ['etag', presence],
  ['last-modified', presence],
  ['link', relations],
  ['location', pathTemplate],
  ['ratelimit', presence],
  ['ratelimit-limit', presence],
  ['ratelimit-policy', presence],
  ['ratelimit-remaining', presence],
  ['ratelimit-reset', presence],
  ['retry-after', presence],
  ['set-cookie', cookieNames],
  ['sunset', presence],
  ['vary', tokens],
  ['www-authenticate', firstWord],
  ['x-ratelimit-limit', presence],
  ['x-ratelimit-remaining', presence],
  ['x-ratelimit-reset', presence],
]);

/** @param which `true`: those that matter to clients, by their meaning; a list: these, to the letter. */
export function compareHeaders(
  a: Headers,
  b: Headers,
  { which, isIgnored }: { which: boolean | readonly string[]; isIgnored: (name: string) => boolean },
): AnswerDifference[] {
  const meanings =
    typeof which === 'boolean'
      ? MEANINGS
      : new Map(which.map((name): [string, Meaning] => [name.toLowerCase(), (value) => value]));
  if (which === false) return [];
  return [...meanings].flatMap(([name, meaning]) => {
    const [actual, expected] = [a.get(name), b.get(name)];
    if (isIgnored(name) || meaningOf(actual, meaning) === meaningOf(expected, meaning)) return [];
    return [headerDifference(name, actual, expected)];
  });
}

function meaningOf(value: string | undefined, meaning: Meaning): string | undefined {
  return value === undefined ? undefined : meaning(value);
}

function headerDifference(name: string, actual: string | undefined, expected: string | undefined): AnswerDifference {
  const pointer = `/headers${step(name)}`;
  return {
    pointer,
    kind: 'header',
    severity: severityOf('header'),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    patch: [headerPatch(pointer, expected)],
  };
}

/** `add` also replaces. */
export function headerPatch(path: string, value: string | undefined): PatchOperation {
  return value === undefined ? { op: 'remove', path } : { op: 'add', path, value };
}

/** `https://a.example/pets/42?x=1` → `/pets/*`: servers and ids differ. */
function pathTemplate(value: string): string {
  const path = value.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path.replaceAll(/\/[^/]*\d[^/]*/g, '/*');
}
