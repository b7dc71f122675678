import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Call, Reply } from '../call.ts';
import { isObject } from '../check.ts';
import type { Route } from '../routes.ts';
import { type Clinic, practiceOf, unauthorized } from './state.ts';

const LIFETIME_SECONDS = 3600;

export function sessionRoutes(clinic: Clinic): readonly Route[] {
  return [
    ['POST', '/sessions', (call) => createSession(clinic, call)],
    ['GET', '/sessions/current', (call) => getSession(clinic, call)],
    ['GET', '/sessions/permissions', (call) => getPermissions(clinic, call)],
  ];
}

/** A JWT (RFC 7519) for a practice, signed with HS256. */
export function signToken(clinic: Clinic, practice: string): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: practice, iat, exp: iat + LIFETIME_SECONDS };
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const content = parts.join('.');
  return `${content}.${signatureOf(clinic, content).toString('base64url')}`;
}

function createSession(clinic: Clinic, call: Call): Reply {
  const token = signToken(clinic, practiceOf(clinic, call));
  return { status: clinic.on('wrong-status') ? 200 : 201, body: { token, expires_in: LIFETIME_SECONDS } };
}

function getSession(clinic: Clinic, call: Call): Reply {
  const { header, claims, isSigned } = readToken(clinic, call);
  const isNone = header.alg === 'none' && clinic.on('jwt-none');
  if ((!isSigned && !isNone) || isExpired(claims)) throw unauthorized('Bearer');
  return { status: 200, body: claims };
}

function getPermissions(clinic: Clinic, call: Call): Reply {
  const { claims, isSigned } = readToken(clinic, call);
  if (!isSigned && !clinic.on('jwt-unsigned')) throw unauthorized('Bearer');
  if (isExpired(claims) && !clinic.on('jwt-expired')) throw unauthorized('Bearer');
  return { status: 200, body: { practice: claims.sub, permissions: ['patients', 'appointments'] } };
}

interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly isSigned: boolean;
}

function readToken(clinic: Clinic, call: Call): Token {
  const token = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
  const [head = '', body = '', signature = ''] = token.split('.');
  const [header, claims] = [parsePart(head), parsePart(body)];
  if (header === undefined || claims === undefined || ![...clinic.keys.values()].some((name) => name === claims.sub)) {
    throw unauthorized('Bearer');
  }
  const expected = signatureOf(clinic, `${head}.${body}`);
  const given = Buffer.from(signature, 'base64url');
  const isEqual = given.length === expected.length && timingSafeEqual(given, expected);
  return { header, claims, isSigned: isEqual && header.alg === 'HS256' };
}

function parsePart(part: string): Token['claims'] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isExpired(claims: Token['claims']): boolean {
  return typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now();
}

function signatureOf(clinic: Clinic, content: string): Buffer {
  return createHmac('sha256', clinic.jwtKey).update(content).digest();
}
