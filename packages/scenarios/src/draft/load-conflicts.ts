import { stepsOf } from '../rule/respond.ts';
import type { RateLimit, Respond, ScenarioRule } from '../scenario.ts';
import type { LoadConflict, LoadRequirements } from './load-change.ts';

/** What rules answer that stands against the requirements of a run. It is kept: a scenario is there for what it answers. */
export function loadConflicts(
  rules: readonly ScenarioRule[],
  requirements: LoadRequirements,
  requests: number,
): readonly LoadConflict[] {
  return [...rules.entries()].flatMap(([index, rule]) =>
    CHECKS.flatMap((check) => check(rule, requirements, requests)).map(({ member, message }) => ({
      pointer: `/rules/${index}/${member}`,
      message,
    })),
  );
}

interface Finding {
  readonly member: string;
  readonly message: string;
}

type Check = (rule: ScenarioRule, requirements: LoadRequirements, requests: number) => readonly Finding[];

const CHECKS: readonly Check[] = [checkRateLimit, checkFault, checkErrors, checkTimes, checkBodies];

function checkRateLimit({ rate_limit }: ScenarioRule, { targetLoad }: LoadRequirements): readonly Finding[] {
  if (rate_limit === undefined || perSecond(rate_limit) >= targetLoad) return [];
  const { per = 'client' } = rate_limit;
  const whose = per === 'all' ? '' : ` for each ${per.replace(':', ' ')}`;
  const message = `It lets ${figure(perSecond(rate_limit))} requests per second through${whose}, fewer than the ${targetLoad} that are sent: the others are refused.`;
  return [{ member: 'rate_limit', message }];
}

function perSecond({ limit, window_seconds }: RateLimit): number {
  return limit / window_seconds;
}

function checkFault(
  { fault, probability = 1, times }: ScenarioRule,
  { maxErrorRate = 0 }: LoadRequirements,
  requests: number,
): readonly Finding[] {
  if (fault === undefined || shareOf(probability, times, requests) <= maxErrorRate) return [];
  const type = typeof fault === 'string' ? fault : fault.type;
  const what = type === 'slow_bytes' ? 'come slowly' : type === 'timeout' ? 'get no answer' : `end in ${type}`;
  return [
    {
      member: 'fault',
      message: `${percent(shareOf(probability, times, requests))} of the requests that it takes ${what}.`,
    },
  ];
}

function checkErrors(rule: ScenarioRule, { maxErrorRate }: LoadRequirements, requests: number): readonly Finding[] {
  const { respond, sequence, probability = 1, times } = rule;
  if (maxErrorRate === undefined) return [];
  const failing = respond === undefined ? failingOf(sequence, requests) : Number(isError(respond));
  const share = failing * shareOf(probability, times, requests);
  if (share <= maxErrorRate) return [];
  const message = `${percent(share)} of the requests that it takes are answered with an error, where ${percent(maxErrorRate)} of all requests may be.`;
  return [{ member: respond === undefined ? 'sequence' : 'respond', message }];
}

/** The share of a sequence's answers that are errors, over so many requests. */
function failingOf(sequence: ScenarioRule['sequence'], requests: number): number {
  if (sequence === undefined) return 0;
  const { responses, repeat } = stepsOf(sequence);
  const last = responses.at(-1);
  if (last === undefined) return 0;
  if (!repeat && responses.length < requests) return Number(isError(last));
  return responses.filter(isError).length / responses.length;
}

function isError({ status = 200 }: Respond): boolean {
  return status >= 400;
}

/** Of the requests that match a rule. */
function shareOf(probability: number, times: number | undefined, requests: number): number {
  return times === undefined ? probability : Math.min(probability, times / Math.max(1, requests));
}

function checkTimes({ times, sequence }: ScenarioRule, { targetLoad }: LoadRequirements): readonly Finding[] {
  const steps = sequence === undefined ? undefined : stepsOf(sequence);
  const findings: Finding[] = [];
  if (times !== undefined && times < targetLoad)
    findings.push({ member: 'times', message: `At this load its ${times} requests come within the first second.` });
  if (steps !== undefined && !steps.repeat && steps.responses.length > 1 && steps.responses.length < targetLoad)
    findings.push({
      member: 'sequence',
      message: `At this load its ${steps.responses.length} answers are used up within the first second; the last one stays.`,
    });
  return findings;
}

/** What a network of 100 Mbit/s carries. */
const MAX_BYTES_PER_SECOND = 12_500_000;

function checkBodies({ respond }: ScenarioRule, { targetLoad }: LoadRequirements): readonly Finding[] {
  const bytes = respond?.body === undefined ? 0 : Buffer.byteLength(JSON.stringify(respond.body));
  if (bytes * targetLoad <= MAX_BYTES_PER_SECOND) return [];
  const message = `Its body of ${bytes} bytes comes to ${figure((bytes * targetLoad) / 1e6)} MB per second at this load, more than a network of 100 Mbit/s carries.`;
  return [{ member: 'respond/body', message }];
}

function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}
