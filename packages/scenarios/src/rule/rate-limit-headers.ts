import type { Quota } from './rate-limit.ts';

interface Limited {
  readonly rule: number;
  readonly quota?: Quota | undefined;
}

/**
 * The fields that tell a client of its limits, names and values in turn: one policy for each rule, named after it, and
 * `Retry-After` where one is used up (draft-ietf-httpapi-ratelimit-headers-11 §3 and §4, RFC 9110 §10.2.3).
 */
export function rateLimitHeaders(effects: readonly Limited[]): readonly string[] {
  const limits = effects.flatMap(({ rule, quota }) =>
    quota === undefined ? [] : [{ name: `"rule-${rule}"`, ...quota }],
  );
  if (limits.length === 0) return [];
  const policies = limits.map(({ name, limit, windowSeconds }) => `${name};q=${limit};w=${windowSeconds}`);
  const left = limits.map(({ name, remaining, resetSeconds }) => `${name};r=${remaining};t=${resetSeconds}`);
  const wait = limits.filter(({ isUsedUp }) => isUsedUp).map(({ resetSeconds }) => resetSeconds);
  return [
    ...['RateLimit-Policy', policies.join(', '), 'RateLimit', left.join(', ')],
    ...(wait.length === 0 ? [] : ['Retry-After', String(Math.max(...wait))]),
  ];
}
