import type { ScenarioRule } from '../scenario.ts';
import { bindPayloads } from './bind-payloads.ts';
import { type MakeVariant, NoSuchResponse } from './bind-respond.ts';
import { bindTemplate } from './bind-template.ts';
import { matchExactly, matchOperation } from './match-operations.ts';
import type { OperationTraits } from './operation-traits.ts';
import type { PackRespond, PackRule, Payload } from './pack.ts';
import { selectOperations } from './select-operations.ts';
import { spread } from './spread.ts';

export interface BindingContext {
  /** Of the document, for messages. */
  readonly title: string;
  readonly all: readonly OperationTraits[];
  /** Operation ids that name several operations. */
  readonly ambiguous: ReadonlySet<string>;
  readonly payloads: readonly Payload[];
  /** Rules that one template becomes at most. */
  readonly maxOperations: number;
  /** How many characters of JSON the rules may come to that one template with a variant becomes. Default 32,768. */
  readonly maxCharacters?: number | undefined;
  readonly makeVariant: MakeVariant;
}

export interface RuleBinding {
  readonly rules: readonly ScenarioRule[];
  /** Keys of the operations that they match. */
  readonly operations: readonly string[];
  readonly leftOut: number;
  readonly unbound: readonly { readonly payload?: string | undefined; readonly reason: string }[];
}

/** The rules that a template becomes among the operations `candidates`. */
export function bindRule(
  template: PackRule,
  candidates: readonly OperationTraits[],
  context: BindingContext,
): RuleBinding {
  const { operations, reason } = selectOperations(candidates, template.for ?? {});
  if (reason !== undefined) return nothing(`In "${context.title}", ${reason}.`);
  if (template.payloads !== undefined) return bindPayloads(template, operations, context);
  return template.for?.each === true || hasVariant(template)
    ? bindEach(template, operations, context)
    : bindTogether(template, operations, context);
}

function nothing(reason: string): RuleBinding {
  return { rules: [], operations: [], leftOut: 0, unbound: [{ reason }] };
}

/** One rule for all operations that get the same, where methods or ids tell them from all others; else one for each. */
function bindTogether(
  template: PackRule,
  operations: readonly OperationTraits[],
  context: BindingContext,
): RuleBinding {
  const { groups, failures } = groupByEffect(template, operations, context);
  if (groups.length === 0) return notBound(operations, failures, context);
  const bindings: RuleBinding[] = [];
  let maxOperations = context.maxOperations;
  for (const group of groups) {
    const binding = bindGroup(template, group, { ...context, maxOperations });
    maxOperations -= binding.rules.length;
    bindings.push(binding);
  }
  return {
    rules: bindings.flatMap(({ rules }) => rules),
    operations: bindings.flatMap((binding) => binding.operations),
    leftOut: bindings.reduce((sum, { leftOut }) => sum + leftOut, 0),
    unbound: [],
  };
}

/** The operations for which a template becomes the same rule, the largest group first; and why there are others. */
function groupByEffect(
  template: PackRule,
  operations: readonly OperationTraits[],
  { makeVariant }: BindingContext,
): { readonly groups: readonly (readonly OperationTraits[])[]; readonly failures: readonly NoSuchResponse[] } {
  const failures: NoSuchResponse[] = [];
  const groups = new Map<string, OperationTraits[]>();
  for (const operation of operations) {
    const rule = bindTemplate(template, { operation, match: {}, makeVariant });
    if (rule instanceof NoSuchResponse) {
      failures.push(rule);
      continue;
    }
    const key = JSON.stringify(rule);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  return { groups: [...groups.values()].toSorted((a, b) => b.length - a.length), failures };
}

function bindGroup(template: PackRule, operations: readonly OperationTraits[], context: BindingContext): RuleBinding {
  const { maxOperations, makeVariant } = context;
  const match = matchExactly(operations, context);
  const [operation] = operations;
  if (operation === undefined || match === undefined || maxOperations <= 0)
    return bindEach(template, operations, context);
  const rule = bindTemplate(template, { operation, match, makeVariant });
  if (rule instanceof NoSuchResponse) return bindEach(template, operations, context);
  return { rules: [rule], operations: keysOf(operations), leftOut: 0, unbound: [] };
}

/** Operations that are tried in vain, since making a body for each of thousands takes long. */
const MAX_FAILURES = 30;

/** One rule for each of the first few. */
function bindEach(template: PackRule, operations: readonly OperationTraits[], context: BindingContext): RuleBinding {
  const { ambiguous, maxOperations, maxCharacters = 32_768, makeVariant } = context;
  const rules: ScenarioRule[] = [];
  const taken: OperationTraits[] = [];
  const failures: NoSuchResponse[] = [];
  let characters = 0;
  for (const operation of spread(operations)) {
    if (rules.length >= maxOperations || characters > maxCharacters || failures.length >= MAX_FAILURES) break;
    const rule = bindTemplate(template, { operation, match: matchOperation(operation, ambiguous), makeVariant });
    if (rule instanceof NoSuchResponse) {
      failures.push(rule);
      continue;
    }
    rules.push(rule);
    taken.push(operation);
    if (hasVariant(template)) characters += JSON.stringify(rule).length;
  }
  if (rules.length === 0 && failures.length > 0) return notBound(operations, failures, context);
  const leftOut = operations.length - failures.length - taken.length;
  return { rules, operations: keysOf(taken), leftOut, unbound: [] };
}

function notBound(
  [first]: readonly OperationTraits[],
  [failure]: readonly NoSuchResponse[],
  { title }: BindingContext,
): RuleBinding {
  return nothing(`In "${title}", ${first?.entry.key} would do, but ${failure?.message}.`);
}

function hasVariant({ respond, sequence }: PackRule): boolean {
  const responses = sequence === undefined ? [] : 'responses' in sequence ? sequence.responses : sequence;
  return [respond, ...responses].some((one: PackRespond | undefined) => one?.variant !== undefined);
}

function keysOf(operations: readonly OperationTraits[]): readonly string[] {
  return operations.map(({ entry }) => entry.key);
}
