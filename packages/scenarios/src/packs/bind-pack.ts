import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { Scenario, ScenarioRule } from '../scenario.ts';
import { type BindingContext, bindRule, type RuleBinding } from './bind-rule.ts';
import { createBindingContext } from './binding-context.ts';
import type { OperationTraits } from './operation-traits.ts';
import type { PackScenario, ScenarioPack } from './pack.ts';
import { resourcesOf } from './resources.ts';

export interface BindPackOptions {
  /**
   * How many rules a rule becomes at most where one cannot do for all of its operations, fewer where their bodies are
   * long. Operations of different tags come first. At least 1, default 25.
   */
  readonly maxOperations?: number | undefined;
  /** Which operations the scenarios may be for. Default: all. */
  readonly include?: ((operation: OperationEntry) => boolean) | undefined;
  /** The path template of the collection that scenarios of one resource are for. Default: the one that offers most. */
  readonly resource?: string | undefined;
}

/** A pack made for one document. */
export interface BoundPack {
  /** Those of which at least one rule could be bound. */
  readonly scenarios: readonly Scenario[];
  readonly bound: readonly BoundRule[];
  readonly unbound: readonly UnboundRule[];
}

/** What became of one rule of a pack. */
export interface BoundRule {
  readonly scenario: string;
  /** Its index in the pack. */
  readonly rule: number;
  /** The index of the first rule that it became, and how many they are. */
  readonly first: number;
  readonly count: number;
  /** Keys of the operations that it matches, e.g. `GET /pets`. Rules for payloads match others too. */
  readonly operations: readonly string[];
  /** Operations that it could be for as well, beyond `maxOperations`. */
  readonly left_out: number;
}

/** A rule, or one payload of it, for which the document offers nothing. */
export interface UnboundRule {
  readonly scenario: string;
  readonly rule: number;
  readonly payload?: string | undefined;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** Turns the templates of a pack into scenarios for the operations of a document. The same input gives the same scenarios. */
export function bindPack(
  pack: Pick<ScenarioPack, 'payloads' | 'scenarios'>,
  document: ApiDocument,
  options: BindPackOptions = {},
): BoundPack {
  const context = createBindingContext(document, pack.payloads ?? [], options.maxOperations);
  const included = context.all.filter(({ entry }) => options.include?.(entry) ?? true);
  const resource = resourceOperations(included, options.resource);
  const bindings = pack.scenarios.map((scenario) => {
    if (scenario.scope !== 'resource') return bindScenario(scenario, included, context);
    return resource === undefined
      ? withoutResource(scenario, options.resource, context)
      : bindScenario(scenario, resource, context);
  });
  return {
    scenarios: bindings.flatMap(({ scenario }) => (scenario.rules.length === 0 ? [] : [scenario])),
    bound: bindings.flatMap(({ bound }) => bound),
    unbound: bindings.flatMap(({ unbound }) => unbound),
  };
}

/** As `scenario.schema.json` has it. */
const MAX_RULES = 1_000;

const NOTHING: RuleBinding = { rules: [], operations: [], leftOut: 0, unbound: [] };

interface ScenarioBinding {
  readonly scenario: Scenario;
  readonly bound: readonly BoundRule[];
  readonly unbound: readonly UnboundRule[];
}

function bindScenario(
  { scope: _, rules: templates, ...rest }: PackScenario,
  candidates: readonly OperationTraits[],
  context: BindingContext,
): ScenarioBinding {
  const rules: ScenarioRule[] = [];
  const bound: BoundRule[] = [];
  const unbound: UnboundRule[] = [];
  let isFull = false;
  for (const [rule, template] of templates.entries()) {
    const place = { scenario: rest.name, rule };
    const binding: RuleBinding = isFull ? NOTHING : bindRule(template, candidates, context);
    isFull ||= rules.length + binding.rules.length > MAX_RULES;
    if (isFull) {
      unbound.push({ ...place, reason: `The scenario would have more than ${MAX_RULES} rules.` });
      continue;
    }
    unbound.push(...binding.unbound.map((failure) => ({ ...place, ...failure })));
    if (binding.rules.length === 0) continue;
    const { operations, leftOut } = binding;
    bound.push({ ...place, first: rules.length, count: binding.rules.length, operations, left_out: leftOut });
    rules.push(...binding.rules);
  }
  return { scenario: { ...rest, rules }, bound, unbound };
}

/** Of the resource at a path, or of the one that offers most. */
function resourceOperations(
  operations: readonly OperationTraits[],
  path: string | undefined,
): readonly OperationTraits[] | undefined {
  const resources = resourcesOf(operations);
  const chosen =
    path === undefined ? resources[0] : resources.find((resource) => resource.path === path.replace(/\/$/, ''));
  return chosen?.operations;
}

function withoutResource(
  { scope: _, rules, ...rest }: PackScenario,
  path: string | undefined,
  { title }: BindingContext,
): ScenarioBinding {
  const name = path === undefined ? '' : ` ${path}`;
  const reason = `In "${title}", there is no resource${name}: no path that ends with a parameter, below a collection.`;
  return {
    scenario: { ...rest, rules: [] },
    bound: [],
    unbound: rules.map((_rule, rule) => ({ scenario: rest.name, rule, reason })),
  };
}
