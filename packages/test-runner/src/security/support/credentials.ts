import type { TestRequest } from '../../model/test-request.ts';
import { createToken } from '../../succeed/token.ts';
import type { Identity } from '../../target/identity.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/** A request of nobody: without any credential, also where the document has one as a parameter. */
export function withoutCredentials(request: TestRequest, identity: Identity): TestRequest {
  const names = new Set(['authorization', 'cookie', ...identity.headers.map(([name]) => name.toLowerCase())]);
  const queries = new Set(identity.query.map(([name]) => name));
  return {
    ...request,
    identity: 'anonymous',
    headers: request.headers.filter(([name]) => !names.has(name.toLowerCase())),
    target: queries.size === 0 ? request.target : withoutQuery(request.target, queries),
  };
}

function withoutQuery(target: string, names: ReadonlySet<string>): string {
  const [path = '', query] = target.split('?', 2);
  const kept = (query ?? '').split('&').filter((pair) => pair !== '' && !names.has(decode(pair.split('=')[0] ?? '')));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** A request with credentials in the places where an identity has them. */
export function withCredentials(
  request: TestRequest,
  identity: Identity,
  change: (value: string, name: string) => string,
): TestRequest {
  const bare = withoutCredentials(request, identity);
  const changed = (pairs: Pairs): Pairs => pairs.map(([name, value]) => [name, change(value, name)]);
  const cookies = changed(identity.cookies).map(([name, value]) => `${name}=${value}`);
  const query = changed(identity.query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const separator = bare.target.includes('?') ? '&' : '?';
  return {
    ...bare,
    target: query.length === 0 ? bare.target : `${bare.target}${separator}${query.join('&')}`,
    headers: [
      ...bare.headers,
      ...changed(identity.headers),
      ...(cookies.length === 0 ? [] : [['Cookie', cookies.join('; ')] as const]),
    ],
  };
}

/** Another value of the same form that was given to nobody: the scheme, the length and the kind of characters stay. */
export function garble(value: string, seed: string): string {
  const [, scheme = '', credential = ''] = /^(Bearer |Basic |Token |ApiKey |JWT )?(.*)$/is.exec(value) ?? [];
  if (/^basic /i.test(scheme)) {
    const { letters, digits } = createToken(seed);
    return `${scheme}${Buffer.from(`${letters}:${digits}`).toString('base64')}`;
  }
  return `${scheme}${garbleText(credential, seed)}`;
}

function garbleText(text: string, seed: string): string {
  let garbled = '';
  for (const [index, character] of [...text].entries()) {
    const { letters, digits } = createToken(`${seed} ${index}`);
    if (/[a-z]/.test(character)) garbled += letters.charAt(0);
    else if (/[A-Z]/.test(character)) garbled += letters.charAt(0).toUpperCase();
    else garbled += /\d/.test(character) ? digits.charAt(1) : character;
  }
  return garbled;
}
