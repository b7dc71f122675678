import type { TestExchange } from '../../model/exchange.ts';
import { wordsOf } from '../../plan/words.ts';

/** What an answer may have given somebody to prove who they are. */
export interface FoundCredentials {
  /** The likeliest first. */
  readonly tokens: readonly string[];
  /** What `Set-Cookie` sets. */
  readonly cookies: readonly (readonly [name: string, value: string])[];
}

const NAMES: readonly (readonly string[])[] = [
  ['access', 'token'],
  ['token'],
  ['auth', 'token'],
  ['bearer'],
  ['jwt'],
  ['id', 'token'],
  ['session', 'token'],
  ['api', 'key'],
  ['apikey'],
  ['session', 'id'],
  ['session'],
  ['sid'],
  ['key'],
  ['authorization'],
];
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const MAX_DEPTH = 6;

/** @param value The answer's body, read. */
export function findTokens(exchange: TestExchange, value: unknown): FoundCredentials {
  const found: { readonly token: string; readonly rank: number }[] = [];
  const visit = (member: unknown, words: readonly string[], depth: number): void => {
    if (typeof member === 'string') {
      const rank = rankOf(member, words);
      if (rank !== undefined) found.push({ token: member.replace(/^bearer\s+/i, ''), rank });
    } else if (typeof member === 'object' && member !== null && depth < MAX_DEPTH) {
      for (const [name, inner] of Object.entries(member)) visit(inner, wordsOf(name), depth + 1);
    }
  };
  visit(value, [], 0);
  const { headers = [] } = exchange.response ?? {};
  for (const [name, field] of headers)
    if (/^(authorization|x-auth-token|x-access-token)$/.test(name)) visit(field, ['token'], 0);
  const tokens = found.toSorted((a, b) => a.rank - b.rank).map(({ token }) => token);
  return {
    tokens: [...new Set(tokens)],
    cookies: headers.flatMap(([name, field]) => (name === 'set-cookie' ? cookieIn(field) : [])),
  };
}

/** The lower, the likelier; `undefined` for what is no token. */
function rankOf(text: string, words: readonly string[]): number | undefined {
  if (text.length < 6 || text.length > 8192 || /\s/.test(text.trim().replace(/^bearer\s+/i, ''))) return undefined;
  const index = NAMES.findIndex((name) => name.join(' ') === words.join(' '));
  if (index !== -1) return index;
  if (words.at(-1) === 'token' && words[0] !== 'refresh' && words[0] !== 'csrf') return NAMES.length;
  return JWT.test(text) && text.startsWith('ey') && words[0] !== 'refresh' ? NAMES.length + 1 : undefined;
}

function cookieIn(field: string): (readonly [name: string, value: string])[] {
  const [pair = ''] = field.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  const isRemoved = /;\s*max-age=0\b/i.test(field) || value === '' || value === 'deleted';
  return at <= 0 || isRemoved ? [] : [[name, value]];
}
