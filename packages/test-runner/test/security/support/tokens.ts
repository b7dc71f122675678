import { createHmac } from 'node:crypto';

type Claims = Readonly<Record<string, unknown>>;

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const sign = (content: string, key: string): string => createHmac('sha256', key).update(content).digest('base64url');

export function writeToken(claims: Claims, key: string): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${sign(content, key)}`;
}

export interface ReadOptions {
  readonly key: string;
  readonly takesNone: boolean;
  readonly takesAny: boolean;
  readonly takesExpired: boolean;
}

/** Claims of a token that is good enough. */
export function readToken(token: string, { key, takesNone, takesAny, takesExpired }: ReadOptions): Claims | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [header, claims] = [parse(head), parse(body)];
  if (header === undefined || claims === undefined) return undefined;
  const isSigned = header.alg === 'HS256' && signature === sign(`${head}.${body}`, key);
  const isGood = isSigned || takesAny || (takesNone && header.alg === 'none');
  return isGood && (takesExpired || Number(claims.exp) > Date.now() / 1000) ? claims : undefined;
}

function parse(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
