import { base64, date, time } from './formatted-text.ts';
import { below, mix, pick } from './random.ts';
import { WORDS } from './words.ts';

export interface FitFormatOptions {
  readonly minLength: number;
  readonly maxLength: number;
  readonly seed: number;
}

/** Other writings of a format, for a length that its usual one does not have. Not all of them have the length. */
export function* fitFormat(format: string, { minLength, maxLength, seed }: FitFormatOptions): Generator<string> {
  const writings = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (writings !== undefined) yield* writings({ minLength, maxLength, seed });
}

type Writings = (options: FitFormatOptions) => Iterable<string>;

const formats: Readonly<Record<string, Writings>> = {
  'date-time': ({ minLength, seed }) => dateTimes(`${date(seed)}T${time(seed)}`, minLength),
  time: ({ minLength, seed }) => dateTimes(time(seed), minLength),
  email: (options) => emails(options),
  'idn-email': (options) => emails(options),
  hostname: (options) => hostnames(options),
  'idn-hostname': (options) => hostnames(options),
  ...Object.fromEntries(['uri', 'url', 'iri'].map((format) => [format, (options: FitFormatOptions) => urls(options)])),
  ...Object.fromEntries(
    ['uri-reference', 'iri-reference', 'json-pointer'].map((format) => [
      format,
      (options: FitFormatOptions) => lengthened('/', options),
    ]),
  ),
  'uri-template': (options) => lengthened('/{id}', options),
  regex: (options) => lengthened('', options),
  byte: ({ minLength, maxLength, seed }) => {
    const groups = Math.max(Math.ceil(minLength / 4), Math.min(3, Math.floor(maxLength / 4)));
    return [base64(letters(groups * 3, seed))];
  },
  ipv4: ({ seed }) => [`198.51.100.${100 + below(100, seed)}`, '192.0.2.1', '8.8.8.8'],
  ipv6: ({ seed }) => [
    `2001:0db8:0000:0000:0000:0000:0000:${(4096 + below(60_000, seed)).toString(16)}`,
    '2001:db8::1',
    '::1',
  ],
  duration: ({ minLength, seed }) => [
    `P${1 + below(9, seed)}DT${1 + below(9, mix(seed, 1))}H`,
    `P${'1'.repeat(Math.max(1, minLength - 2))}D`,
  ],
  uuid: () => [],
};

function* dateTimes(base: string, minLength: number): Generator<string> {
  for (const zone of ['Z', '+00:00', '.000Z', '.000000Z', '.000+00:00', '.000000+00:00']) yield base + zone;
  yield `${base}.${'0'.repeat(Math.max(1, minLength - base.length - 2))}Z`;
}

function* emails({ minLength, maxLength, seed }: FitFormatOptions): Generator<string> {
  const word = pick(WORDS, seed);
  yield `${word}@example.com`;
  yield 'a@example.com'.slice(-Math.max(0, maxLength));
  yield 'a@b.co';
  yield `${letters(Math.max(1, minLength - 12), seed)}@example.com`;
  yield `${letters(60, seed)}@${labels(Math.max(1, minLength - 73), seed)}.example.com`;
}

function* hostnames({ minLength, seed }: FitFormatOptions): Generator<string> {
  yield 'example.com';
  yield 'a.co';
  yield 'a';
  yield `${labels(Math.max(1, minLength - 12), seed)}.example.com`;
  yield labels(minLength, seed);
}

function* urls({ minLength, seed }: FitFormatOptions): Generator<string> {
  yield 'https://example.com';
  yield 'http://a.co';
  yield 'a:b';
  yield `https://example.com/${letters(Math.max(0, minLength - 20), seed)}`;
}

function* lengthened(start: string, { minLength, seed }: FitFormatOptions): Generator<string> {
  yield start;
  yield start + letters(Math.max(0, minLength - start.length), seed);
}

function letters(count: number, seed: number): string {
  const word = pick(WORDS, seed);
  return word.repeat(Math.ceil(count / word.length)).slice(0, count);
}

/** Labels of a domain name, each of 63 letters at most (RFC 1035 §2.3.4). */
function labels(count: number, seed: number): string {
  const text = [...letters(count, seed)].map((letter, index) =>
    index % 60 === 59 && index < count - 1 ? '.' : letter,
  );
  return text.join('');
}
