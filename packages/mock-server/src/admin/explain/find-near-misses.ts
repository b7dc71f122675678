import { compileScenario, type RuleMatch, type ScenarioMemory, type ScenarioRequest } from '@mockloop/scenarios';
import { type ApiDocument, escapeToken } from '@mockloop/spec-parser';
import { WorldMemory } from '../../behaviour/scenario-memory.ts';
import type { World } from '../../worlds/world.ts';
import type { NearMiss } from './explanation.ts';

/** How many conditions are looked at, of all scenarios together. */
const MAX_CONDITIONS = 2_000;
const MAX_SHOWN = 20;

export interface NearMissOptions {
  readonly document: ApiDocument;
  /** The scenario that decided over the request. */
  readonly scenario?: string | undefined;
}

/** Rules of overrides and of the scenario, as they are now, that all but one of their conditions let take a request. */
export function findNearMisses(request: ScenarioRequest, world: World, options: NearMissOptions): readonly NearMiss[] {
  const found: NearMiss[] = [];
  let left = MAX_CONDITIONS;
  for (const { kind, rule, name, match } of rulesOf(world, options.scenario)) {
    const memory = readOnly(new WorldMemory(world, `${kind}:${name}`));
    const missed: NearMiss[] = [];
    for (const { pointer, condition } of conditionsOf(match)) {
      if (missed.length > 1 || left-- <= 0) break;
      const why = judge(condition, request, { ...options, name, memory });
      if (why !== undefined) missed.push({ kind, name, rule, condition: `/match${pointer}`, why });
    }
    if (left <= 0 || found.length >= MAX_SHOWN) return found;
    if (missed.length === 1) found.push(...missed);
  }
  return found;
}

interface WorldRule {
  readonly kind: NearMiss['kind'];
  readonly name: string;
  readonly rule: number;
  readonly match: RuleMatch;
}

function* rulesOf({ state }: World, scenario: string | undefined): Generator<WorldRule> {
  const inForce = scenario ?? state.active;
  const active = inForce === undefined ? undefined : state.scenarios.get(inForce);
  const all = [
    ...state.overrides.map((compiled) => ['override', compiled] as const),
    ...(active === undefined ? [] : [['scenario', active] as const]),
  ];
  for (const [
    kind,
    {
      scenario: { name, rules },
    },
  ] of all) {
    for (const [rule, { match }] of rules.entries()) if (match !== undefined) yield { kind, name, rule, match };
  }
}

interface Judgement {
  readonly document: ApiDocument;
  readonly name: string;
  readonly memory: ScenarioMemory;
}

/** Why a rule with this condition, and nothing else to it, does not take the request. */
function judge(match: RuleMatch, request: ScenarioRequest, { name, memory, document }: Judgement): string | undefined {
  const rules = [{ match, respond: { status: 200 } }];
  const compiled = compileScenario({ name, type: 'functional_testing', rules }, { document });
  const { rule, passed } = compiled.decide(request, memory);
  return rule === undefined ? (passed[0] ?? 'it is not met').replace(/^rule 0: /, '') : undefined;
}

/** Each condition alone; those of query and headers name by name. */
function* conditionsOf(match: RuleMatch): Generator<{ readonly pointer: string; readonly condition: RuleMatch }> {
  for (const [key, value] of Object.entries(match)) {
    if (value === undefined) continue;
    if (key !== 'query' && key !== 'headers') {
      yield { pointer: `/${key}`, condition: { [key]: value } };
      continue;
    }
    for (const [name, wanted] of Object.entries(value)) {
      const pointer = `/${key}/${escapeToken(name)}`;
      yield { pointer, condition: { [key]: Object.fromEntries([[name, wanted]]) } };
    }
  }
}

/** To look at a request again must change nothing. */
function readOnly(memory: ScenarioMemory): ScenarioMemory {
  return { get: (key) => memory.get(key), set: () => {} };
}
