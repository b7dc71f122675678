import type { Operation } from '@mockloop/spec-parser';
import type { TestExchange } from '../../model/exchange.ts';
import type { TestCase } from '../../model/test-case.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { Probe, SendOptions, Success } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { freshen } from '../../succeed/fresh-values.ts';
import { getAt, setAt } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';
import { statusOf } from './answers.ts';
import { expendable } from './logins.ts';
import { fullParts, type Point, valueAt, withPoint } from './points.ts';
import { requestFor } from './requests.ts';

/** Puts values into one place of a request that works. */
export interface Injector {
  readonly operation: Operation;
  readonly point: Point;
  /** What stood there in the request that worked. */
  readonly value: unknown;
  /** Sends it with another value there. What must be new each time, is. */
  send(value: unknown, options?: SendOptions): Promise<TestExchange>;
}

/** @returns `undefined` where the operation does not work even without an attack, or has no such place. */
export async function openInjector(testCase: TestCase, probe: Probe, identity?: string): Promise<Injector | undefined> {
  const key = testCase.operation ?? '';
  const operation = probe.operation(key);
  const { point } = testCase.input as { readonly point: Point };
  if (operation === undefined) return undefined;
  // Wrong logins lock accounts.
  const isLogin = probe.planned(key)?.role === 'login';
  const who = identity ?? (isLogin ? (await expendable(probe))?.name : undefined);
  const success = (await probe.succeed(key, { identity: who })) ?? (await redirected(probe, key, who));
  if (success === undefined) return undefined;
  const parts = withOptional(operation, success.parts, { probe, point });
  const value = valueAt(operation, parts, point);
  if (value === undefined) return undefined;
  const creates = ['create', 'register'].includes(probe.planned(key)?.role ?? '');
  let sent = 0;
  return {
    operation,
    point,
    value,
    async send(payload, options) {
      sent += 1;
      const base = creates ? freshParts(operation, parts, { probe, salt: `${sent}` }) : parts;
      const changed = withPoint(operation, base, { point, value: payload });
      const request = requestFor(probe, { operation: key, parts: changed, identity: success.request.identity });
      if (request === undefined) throw new TypeError(`${key} cannot be read.`);
      return probe.send(request, options);
    },
  };
}

/** An operation that sends elsewhere has done what it is there for. */
async function redirected(
  probe: Probe,
  key: string,
  who: string = probe.mainIdentity,
): Promise<Pick<Success, 'request' | 'parts'> | undefined> {
  const operation = probe.operation(key);
  if (!operation?.responses.some(({ status }) => status.startsWith('3'))) return undefined;
  const parts = fullParts(probe, operation);
  const request = parts && requestFor(probe, { operation: key, parts, identity: who });
  const status = request === undefined ? 0 : statusOf(await probe.send(request));
  return request !== undefined && parts !== undefined && status >= 300 && status < 400 ? { request, parts } : undefined;
}

/** A place that the request which worked leaves out is filled. */
function withOptional(
  operation: Operation,
  parts: RequestParts,
  { probe, point }: { readonly probe: Probe; readonly point: Point },
): RequestParts {
  if (valueAt(operation, parts, point) !== undefined) return parts;
  const full = fullParts(probe, operation);
  const value = full && valueAt(operation, full, point);
  return value === undefined ? parts : withPoint(operation, parts, { point, value });
}

/** The same parts with new names where no two things may share them. */
export function freshParts(
  operation: Operation,
  parts: RequestParts,
  { probe, salt }: { readonly probe: Probe; readonly salt: string },
): RequestParts {
  const { body } = parts;
  if (body === undefined || !('value' in body)) return parts;
  const value = freshen(body.value, {
    token: createToken(`${probe.seed} fresh ${salt}`),
    isValid: acceptsBody(operation, body.mediaType, probe),
    ids: new Set(['id']),
  });
  return { ...parts, body: { mediaType: body.mediaType, value } };
}

/** The body of parts with one member more or another. */
export function withMember(parts: RequestParts, path: readonly string[], member: unknown): RequestParts {
  const { body } = parts;
  if (body === undefined || !('value' in body)) return parts;
  return { ...parts, body: { mediaType: body.mediaType, value: setAt(body.value, path, member) } };
}

export function memberOf(parts: RequestParts, path: readonly string[]): unknown {
  const { body } = parts;
  return body !== undefined && 'value' in body ? getAt(body.value, path) : undefined;
}
