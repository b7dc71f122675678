import type { PackRule } from '../packs/pack.ts';
import type { LoadProfile } from '../scenario.ts';
import { bindTemplates, type DraftedRules, type Drafting } from './drafting.ts';
import { type LoadParameters, toLoadProfile } from './load-parameters.ts';

interface LoadDraft extends DraftedRules {
  readonly load_profile: LoadProfile;
  readonly notes: readonly string[];
}

/** Latencies with a realistic spread that keep to the response time that is asked for, and a limit beyond the load. */
export function draftLoad(drafting: Drafting, parameters: LoadParameters): LoadDraft {
  const { maxResponseMs = 500, requestsPerSecond } = parameters;
  const ms = (share: number): number => Math.max(1, Math.round(maxResponseMs * share));
  const templates: PackRule[] = [
    ...(requestsPerSecond === undefined
      ? []
      : [
          {
            rate_limit: {
              limit: Math.max(1, Math.ceil(2 * requestsPerSecond)),
              window_seconds: 1,
              per: 'all' as const,
              respond: { status: [429, 503] },
            },
          },
        ]),
    { for: { kind: 'read' }, delay: { type: 'lognormal', median_ms: ms(0.15), sigma: 0.3 } },
    { for: { kind: 'list' }, delay: { type: 'uniform', min_ms: ms(0.05), max_ms: ms(0.2) } },
    { for: { kind: 'write' }, delay: { type: 'lognormal', median_ms: ms(0.3), sigma: 0.3 } },
  ];
  return {
    ...bindTemplates(templates, drafting),
    load_profile: toLoadProfile(parameters),
    notes: [
      `Reads take ${ms(0.15)} ms in the middle, lists 5 to 20 % of ${maxResponseMs} ms more, writes ${ms(0.3)} ms: shares of the response time that is asked for, so that a client that adds little meets it.`,
      ...(requestsPerSecond === undefined
        ? []
        : [
            'Beyond twice the load that is asked for, requests are refused as the document declares it, else with 429.',
          ]),
    ],
  };
}

/** An API that is calm, strained and saturated, each from a number of requests on that the load reaches. */
export function draftSaturation(drafting: Drafting, parameters: LoadParameters): LoadDraft {
  const { maxResponseMs = 500, requestsPerSecond, concurrentUsers, durationSeconds = 180 } = parameters;
  const target = requestsPerSecond ?? concurrentUsers ?? 20;
  const third = durationSeconds / 3;
  // What an even rise in three steps comes to: a triangle, then two trapezia, of which the first two end here.
  const total = (share: number): number => Math.max(1, Math.round(target * durationSeconds * share));
  const [calm, strained] = [total(1 / 18), total(4 / 18)];
  const ms = (share: number): number => Math.max(1, Math.round(maxResponseMs * share));
  const templates: PackRule[] = [
    { state: { set: 'saturated' } },
    { times: Math.max(strained, calm + 1), state: { set: 'strained' } },
    { times: calm, state: { set: 'calm' } },
    { state: { requires: 'calm' }, delay: { type: 'lognormal', median_ms: ms(0.2), sigma: 0.3 } },
    { state: { requires: 'strained' }, delay: { type: 'lognormal', median_ms: ms(0.6), sigma: 0.4 } },
    { state: { requires: 'saturated' }, delay: { type: 'lognormal', median_ms: ms(2), sigma: 0.5 } },
    {
      state: { requires: 'saturated' },
      probability: 0.33,
      respond: { status: [503, 429], headers: { 'Retry-After': '5' } },
    },
  ];
  return {
    ...bindTemplates(templates, drafting),
    load_profile: {
      ...(requestsPerSecond === undefined ? { concurrent_users: target } : { requests_per_second: target }),
      stages: [1, 2, 3].map((step) => ({ duration_seconds: third, target: (target * step) / 3 })),
    },
    notes: [
      `The load rises evenly to ${target} ${requestsPerSecond === undefined ? 'users' : 'requests per second'} in ${durationSeconds} s. The API is strained from request ${calm} on and saturated from request ${strained} on: where the first and the second third of that rise end${requestsPerSecond === undefined ? ', if each user sends a request a second' : ''}.`,
      'Once saturated it takes twice the response time that is asked for, and refuses one request in three.',
    ],
  };
}
