import type { ScenarioMemory, ScenarioRequest } from '../decision.ts';
import { draw, seedOf } from '../draw.ts';
import type { BasePaths } from '../match/base-paths.ts';
import { type CompiledMatch, compileMatch } from '../match/compile-match.ts';
import type { Fault, ScenarioRule } from '../scenario.ts';
import { compileDelay, isRandom } from './delay.ts';
import { compileRateLimit, type Quota } from './rate-limit.ts';
import { compileRespond, compileSequence, type RespondWith } from './respond.ts';
import { type ScenarioState, stateValues } from './scenario-state.ts';

/** What a rule does with a request that it takes. */
export interface Effect {
  readonly delayMs: number;
  /** Of the rule's rate limit. */
  readonly quota?: Quota | undefined;
  /** Whether the search for an answer ends with this rule. */
  readonly answers: boolean;
  readonly respond?: RespondWith | undefined;
  readonly fault?: Fault | undefined;
  /** Of what a template draws: another one for each match. */
  readonly seed: number;
}

export interface CompiledRule {
  readonly index: number;
  readonly rule: ScenarioRule;
  readonly match: CompiledMatch;
  /** Takes a request that matches: its effect, or why it does not take it. */
  take(request: ScenarioRequest, memory: ScenarioMemory): Effect | string;
}

export interface RuleContext {
  readonly index: number;
  readonly state: ScenarioState;
  readonly basePaths: BasePaths;
  /** Of the keys in the memory. */
  readonly prefix: string;
  readonly seed: number;
}

type Gate = (memory: ScenarioMemory) => string | undefined;

/** @throws {ExpressionError} @throws {ScenarioError} for what cannot be used. */
export function compileRule(rule: ScenarioRule, context: RuleContext): CompiledRule {
  const { index, basePaths, seed } = context;
  const gates = [...stateGates(rule, context), ...timesGates(rule, context), ...probabilityGates(rule, context)];
  const takeQuota = rule.rate_limit && compileRateLimit(rule.rate_limit, `${context.prefix}limit`);
  const limited = compileRespond(rule.rate_limit?.respond);
  const limitedSeed = seedOf(seed, 'limited');
  const apply = compileEffect(rule, context);
  return {
    index,
    rule,
    match: compileMatch(rule.match ?? {}, basePaths),
    take(request, memory) {
      for (const gate of gates) {
        const reason = gate(memory);
        if (reason !== undefined) return reason;
      }
      const quota = takeQuota?.(request, memory);
      if (quota?.isUsedUp) return { delayMs: 0, quota, answers: true, respond: limited, seed: limitedSeed };
      return apply(memory, quota);
    },
  };
}

/** What a rule does within its rate limit. */
function compileEffect(
  rule: ScenarioRule,
  { state, prefix, seed }: RuleContext,
): (memory: ScenarioMemory, quota: Quota | undefined) => Effect {
  const { delay = 0, fault, sequence } = rule;
  const delayOf = compileDelay(delay, seedOf(seed, 'delay'));
  const set = stateValues(rule.state?.set);
  const respond = compileRespond(rule.respond);
  const respondOf = sequence === undefined ? () => respond : compileSequence(sequence);
  const answers = [respond, fault, sequence].some((answer) => answer !== undefined);
  const counts =
    [rule.times, sequence, respond?.template, respond?.headers].some((part) => part !== undefined) || isRandom(delay);
  return (memory, quota) => {
    const n = counts ? countUp(memory, `${prefix}taken`) : 0;
    if (set !== undefined) state.write(set, memory);
    return { delayMs: delayOf(n), quota, answers, respond: respondOf(n), fault, seed: counts ? seedOf(seed, n) : seed };
  };
}

function stateGates(rule: ScenarioRule, { state }: RuleContext): Gate[] {
  const wanted = stateValues(rule.state?.requires);
  return wanted === undefined ? [] : [(memory) => state.refuses(wanted, memory)];
}

function timesGates({ times }: ScenarioRule, { prefix }: RuleContext): Gate[] {
  if (times === undefined) return [];
  return [
    (memory) =>
      Number(memory.get(`${prefix}taken`) ?? 0) < times ? undefined : `it took its ${times} requests already`,
  ];
}

function probabilityGates({ probability }: ScenarioRule, { prefix, seed }: RuleContext): Gate[] {
  if (probability === undefined) return [];
  const drawSeed = seedOf(seed, 'probability');
  return [
    (memory) => {
      const drawn = draw(drawSeed, countUp(memory, `${prefix}matched`));
      return drawn < probability ? undefined : `it was not drawn: ${drawn.toFixed(3)} is not below ${probability}`;
    },
  ];
}

/** The number from before, the first being 0. */
function countUp(memory: ScenarioMemory, key: string): number {
  const count = Number(memory.get(key) ?? 0);
  memory.set(key, count + 1);
  return count;
}
