import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { MockConnection } from '../mock/connect-mock.ts';
import { mockError } from '../mock/mock-error.ts';
import { MockLoopError } from '../mockloop-error.ts';
import { mockDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import { type HarmlessRequest, harmlessRequests } from './harmless-requests.ts';
import type { SwitchScenarioResult } from './switch-scenario.ts';

/** What was found out about a switch. */
export type Verification = Pick<SwitchScenarioResult, 'verification_result' | 'verification' | 'verified_by'>;

export interface SwitchToVerify {
  readonly mock: MockConnection;
  readonly name: string;
  /** Of the scenario. */
  readonly rules: readonly unknown[];
  readonly world: string;
}

/** Requests that are tried until the scenario decides one. */
const MAX_TRIES = 3;

/**
 * Has the mock answer a request of which its log then tells what decided it. It is sent in a copy of the world, so that the
 * scenario's counts, sequences and states are where they were; copy and log entry are removed again.
 *
 * @throws {MockLoopError} `NOT_VERIFIED`: requests are made under another scenario, or under none.
 */
export async function verifySwitch(to: SwitchToVerify, context: ToolContext): Promise<Verification> {
  const { mock, rules } = to;
  const { apiUrl } = mock;
  if (apiUrl === undefined) return unable('the mock does not say where its API is');
  const requests = await harmlessRequests(rules, () => mockDocument(mock, context));
  if (requests.length === 0) return unable('none of its rules takes a GET request of which all is known');
  const copy = `verify-${randomUUID()}`;
  try {
    await mock.request('/api/worlds', { body: { id: copy, from: to.world } });
  } catch (error) {
    if (error instanceof MockLoopError && error.code === 'REFUSED') return unable(`it takes a world: ${error.message}`);
    throw error;
  }
  try {
    return await tryAll(requests.slice(0, MAX_TRIES), { ...to, apiUrl, copy }, context);
  } finally {
    await forget(copy, mock, context);
  }
}

/** Not being able to tidy up changes nothing about what was found out. */
async function forget(copy: string, mock: MockConnection, { log }: ToolContext): Promise<void> {
  for (const target of [`/api/logs?world=${copy}`, `/api/worlds/${copy}`]) {
    await mock.request(target, { method: 'DELETE', isCleanup: true }).catch((error: unknown) => {
      log(`The copy ${copy} of a world was left at ${mock.adminUrl}: ${String(error)}`);
    });
  }
}

function unable(why: string): Verification {
  return {
    verification_result: 'unable_to_verify',
    verification: `Not verified by a request: ${why}. The mock says that it is in force.`,
  };
}

interface Trying extends SwitchToVerify {
  readonly apiUrl: string;
  /** The world that it is tried in. */
  readonly copy: string;
}

async function tryAll(
  requests: readonly HarmlessRequest[],
  trying: Trying,
  context: ToolContext,
): Promise<Verification> {
  const reasons: string[] = [];
  for (const request of requests) {
    const entry = await send(request, trying, context);
    if (entry === undefined) {
      reasons.push(`${request.method} ${request.target} left nothing in the log`);
      continue;
    }
    const { method, path, status, scenario, decision } = entry;
    if (scenario !== trying.name) throw notVerified(trying.name, scenario);
    const what = `${method} ${path} was answered with ${status}`;
    if (decision?.by === 'scenario')
      return {
        verification_result: 'verified',
        verification: `Verified: ${what} by ${decision.why}.`,
        verified_by: { method, path, status },
      };
    reasons.push(
      `${what} by ${decision === undefined ? 'the document' : `${decision.by} (${decision.why})`}, not by one of its rules`,
    );
  }
  return unable(reasons.join('; '));
}

function notVerified(name: string, scenario: string | undefined): MockLoopError {
  const found = scenario === undefined ? 'no scenario' : `the scenario ${JSON.stringify(scenario)}`;
  return mockError(
    'NOT_VERIFIED',
    `${JSON.stringify(name)} was put in force, but a request was then made under ${found}.`,
    {
      advice: 'Somebody else may use this mock: work in a world of your own (world), then call switch_scenario again.',
    },
  );
}

const pageSchema = z.object({
  logs: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      status: z.number(),
      scenario: z.string().optional(),
      decision: z.object({ by: z.string(), why: z.string() }).optional(),
    }),
  ),
});
type Entry = z.output<typeof pageSchema>['logs'][number];

/** How long an answer is waited for; a scenario may answer late or never, and the log tells all the same. */
const ANSWER_MS = 3_000;
/** How often the log is looked at, and how long it is waited in between, in milliseconds. */
const LOOKS = 20;
const LOOK_EVERY_MS = 100;

/** Sends the request and finds it in the log. */
async function send(
  { method, target, headers }: HarmlessRequest,
  { mock, apiUrl, copy }: Trying,
  context: ToolContext,
): Promise<Entry | undefined> {
  const id = randomUUID();
  const timeout = AbortSignal.timeout(ANSWER_MS);
  const signal = context.signal === undefined ? timeout : AbortSignal.any([timeout, context.signal]);
  try {
    const own = [['x-mockloop-world', copy] as const, ['x-correlation-id', id] as const];
    const init = { method, headers: [...headers, ...own].map(([name, value]): [string, string] => [name, value]) };
    const response = await context.fetch(apiUrl + target, { ...init, redirect: 'manual', signal });
    await response.body?.cancel();
  } catch {
    // A scenario may break connections; whether it did is in the log.
    context.signal?.throwIfAborted();
  }
  for (let look = 0; look < LOOKS; look += 1) {
    const { logs } = await mock.json(`/api/logs/search?world=${copy}&correlation_id=${id}&limit=1`, pageSchema);
    if (logs[0] !== undefined) return logs[0];
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: context.signal });
  }
  return undefined;
}
