import { createHmac } from 'node:crypto';

/** A JSON Web Token (RFC 7519) as it was found. */
export interface JsonWebToken {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signature: string;
}

const TOKEN = /eyJ[\w-]{8,}\.eyJ[\w-]{2,}\.[\w-]*/;

/** The first token in a text. */
export function findToken(text: string): JsonWebToken | undefined {
  const found = TOKEN.exec(text)?.[0];
  if (found === undefined) return undefined;
  const [head = '', body = '', signature = ''] = found.split('.');
  const [header, claims] = [parse(head), parse(body)];
  return header === undefined || claims === undefined ? undefined : { text: found, header, claims, signature };
}

function parse(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const HASHES: ReadonlyMap<unknown, string> = new Map([
  ['HS256', 'sha256'],
  ['HS384', 'sha384'],
  ['HS512', 'sha512'],
]);

export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A token signed with a key; the algorithm is that of its header. */
export function signToken(header: object & { readonly alg?: unknown }, claims: object, key: string): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${signatureFor(content, header.alg, key) ?? ''}`;
}

function signatureFor(content: string, algorithm: unknown, key: string): string | undefined {
  const hash = HASHES.get(algorithm);
  return hash === undefined ? undefined : createHmac(hash, key).update(content).digest('base64url');
}

const cracked = new Map<string, string | undefined>();

/** The word that a token was signed with, if it is one of these. What was found out about a token once is kept. */
export function crackToken(token: JsonWebToken, words: Iterable<string>): string | undefined {
  if (!HASHES.has(token.header.alg)) return undefined;
  if (cracked.size > 100) cracked.clear();
  if (!cracked.has(token.text)) cracked.set(token.text, tryWords(token, words));
  return cracked.get(token.text);
}

function tryWords({ text, header, signature }: JsonWebToken, words: Iterable<string>): string | undefined {
  const content = text.slice(0, text.lastIndexOf('.'));
  for (const word of words) if (signatureFor(content, header.alg, word) === signature) return word;
  return undefined;
}
