import { base64, date, email, formattedTexts, hex, type MakeText, time, url, uuid } from './formatted-text.ts';
import { below, mix, pick } from './random.ts';
import * as words from './words.ts';

/** A maker of texts that look like what a property's name says, or else its last word; `undefined` for names that say nothing. */
export function realisticText(name: string): MakeText | undefined {
  const tokens = tokensOf(name);
  const last = tokens.at(-1) ?? '';
  const joined = tokens.join('');
  for (const name of [joined, last, last.replace(/s$/, '')]) {
    const make = rules.find(([names]) => names.has(name))?.[1];
    if (make !== undefined) return make;
  }
  return undefined;
}

/** `createdAt`, `created_at` and `Created-At` are all `created at`. */
export function tokensOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');
}

/** A text for names that say nothing. */
export function plainText(seed: number): string {
  return pick(words.WORDS, seed);
}

function sentence(seed: number): string {
  const [first, second, third] = [
    pick(words.ADJECTIVES, seed),
    pick(words.WORDS, mix(seed, 1)),
    pick(words.WORDS, mix(seed, 2)),
  ];
  return `A ${first} ${second} near the ${third}.`;
}

function fullName(seed: number): string {
  return `${pick(words.FIRST_NAMES, seed)} ${pick(words.LAST_NAMES, mix(seed, 1))}`;
}

function title(seed: number): string {
  const [first, second] = [pick(words.ADJECTIVES, seed), pick(words.WORDS, mix(seed, 1))];
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${second}`;
}

function slug(seed: number): string {
  return `${pick(words.ADJECTIVES, seed)}-${pick(words.WORDS, mix(seed, 1))}`;
}

function digits(count: number): MakeText {
  return (seed) => String(below(10 ** count, seed)).padStart(count, '0');
}

function from(list: readonly [string, ...string[]]): MakeText {
  return (seed) => pick(list, seed);
}

type Rule = readonly [names: string, make: MakeText];

/** What tells things apart must not come from a small stock. */
const identifiers: readonly Rule[] = [
  ['uuid guid correlationid requestid traceid', uuid],
  [
    'hash sha checksum digest etag sha1 sha256 commitsha',
    (seed) => [1, 2, 3, 4, 5].map((part) => hex(mix(seed, part))).join(''),
  ],
  [
    'token secret apikey accesstoken refreshtoken clientsecret signature',
    (seed) => hex(seed) + hex(mix(seed, 1)) + hex(mix(seed, 2)),
  ],
  ['id key ref reference number code identifier', (seed) => hex(seed) + hex(mix(seed, 1)).slice(0, 4)],
];

const descriptive: readonly Rule[] = [
  ['email mail emailaddress', email],
  ['firstname givenname forename', from(words.FIRST_NAMES)],
  ['lastname surname familyname', from(words.LAST_NAMES)],
  ['fullname displayname author owner assignee reporter contact customername holder contactname', fullName],
  [
    'username login nickname handle screenname',
    (seed) => `${pick(words.FIRST_NAMES, seed).toLowerCase()}${below(100, mix(seed, 1))}`,
  ],
  [
    'company companyname organization organisation organizationname employer vendor manufacturer brand',
    from(words.COMPANIES),
  ],
  ['filename', (seed) => `${pick(words.WORDS, seed)}.${pick(words.FILE_EXTENSIONS, mix(seed, 1))}`],
  ['jobtitle job profession occupation', from(words.JOBS)],
  ['hostname host domain fqdn domainname', (seed) => `${pick(words.WORDS, seed)}.example.com`],
  ['image avatar logo picture photo thumbnail icon imageurl photourl avatarurl', (seed) => `${url(seed)}.png`],
  ['url uri href link website homepage webpage endpoint callback webhook', url],
  ['ip ipaddress ipv4', (seed) => `192.0.2.${1 + below(254, seed)}`],
  ['phone phonenumber mobile telephone tel fax', (seed) => `+1-202-555-${digits(4)(seed).replace(/^\d\d/, '01')}`],
  [
    'streetaddress street addressline addressline1 line1 address',
    (seed) => `${1 + below(200, mix(seed, 1))} ${pick(words.STREETS, seed)}`,
  ],
  ['city town locality', from(words.CITIES)],
  ['state region province county', from(words.REGIONS)],
  ['countrycode', from(words.COUNTRY_CODES)],
  ['country countryname nationality', from(words.COUNTRIES)],
  ['zip zipcode postalcode postcode', digits(5)],
  ['currency currencycode', from(words.CURRENCIES)],
  ['language languagecode lang', from(words.LANGUAGES)],
  ['locale', from(words.LOCALES)],
  ['timezone tz', from(words.TIME_ZONES)],
  ['price amount total cost balance fee subtotal tax', (seed) => `${1 + below(500, seed)}.${digits(2)(mix(seed, 1))}`],
  ['date birthday dob birthdate dateofbirth duedate startdate enddate', date],
  [
    'at datetime timestamp createdat updatedat created updated modified expires',
    (seed) => `${date(seed)}T${time(seed)}Z`,
  ],
  ['time', time],
  ['color colour', from(words.COLOURS)],
  ['version', (seed) => `${1 + below(5, seed)}.${below(20, mix(seed, 1))}.${below(10, mix(seed, 2))}`],
  ['status', from(words.STATUSES)],
  ['mediatype mimetype contenttype', from(words.MEDIA_TYPES)],
  ['description summary comment message body text content bio about note notes details reason abstract', sentence],
  ['title subject headline caption heading productname', title],
  ['slug', slug],
  ['base64 encoded', (seed) => base64(pick(words.WORDS, seed))],
  ['path filepath', (seed) => `/${pick(words.WORDS, seed)}/${pick(words.WORDS, mix(seed, 1))}`],
  ['name', title],
  ['sku', (seed) => `SKU-${digits(5)(seed)}`],
  ['isbn', (seed) => `978-0-${digits(4)(seed)}-${digits(4)(mix(seed, 1))}-${below(10, mix(seed, 2))}`],
  ['gender sex', from(['female', 'male', 'other'])],
];

const rules = [...identifiers, ...descriptive.map(([names, make]): Rule => [names, pooled(make)])].map(
  ([names, make]) => [new Set(names.split(' ')), make] as const,
);

/** A few hundred different texts are enough, and looking one up is faster than making it. */
function pooled(make: MakeText): MakeText {
  const texts: string[] = [];
  return (seed) => {
    const slot = seed & 511;
    texts[slot] ??= make(mix(slot, 1));
    return texts[slot];
  };
}

/** The maker of a format's texts, `undefined` for formats that are not known. */
export function textOfFormat(format: string): MakeText | undefined {
  return formattedTexts.get(format);
}
