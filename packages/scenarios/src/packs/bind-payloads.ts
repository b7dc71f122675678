import type { ScenarioRule } from '../scenario.ts';
import { NoSuchResponse } from './bind-respond.ts';
import type { BindingContext, RuleBinding } from './bind-rule.ts';
import { bindTemplate } from './bind-template.ts';
import { fillPayload } from './fill-payload.ts';
import { bothMatches, matchMethodsOf } from './match-operations.ts';
import type { OperationTraits } from './operation-traits.ts';
import type { PackRule, Payload } from './pack.ts';
import { offeredPlaces, payloadMatches } from './payload-matches.ts';
import { selectPayloads } from './select-payloads.ts';

/** The rules for each payload of a template, given the operations that it is for. */
export function bindPayloads(
  template: PackRule,
  operations: readonly OperationTraits[],
  { title, all, payloads, makeVariant }: BindingContext,
): RuleBinding {
  const methods = matchMethodsOf(operations, all);
  const operation = together(operations);
  const rules: ScenarioRule[] = [];
  const unbound: { payload: string; reason: string }[] = [];
  for (const payload of selectPayloads(payloads, template.payloads ?? {}).toSorted(byLength)) {
    const filled = fillPayload(template, payload);
    const places = offeredPlaces(payload, operations);
    const bound = payloadMatches(payload, places).map((carries) =>
      bindTemplate(filled, { operation, match: bothMatches(methods, carries), makeVariant }),
    );
    const failure = bound.find((rule) => rule instanceof NoSuchResponse)?.message;
    for (const rule of bound) if (!(rule instanceof NoSuchResponse)) rules.push(rule);
    const reason =
      places.length === 0 ? `no operation that the rule is for takes it in: ${payload.in.join(', ')}` : failure;
    if (reason !== undefined) unbound.push({ payload: payload.id, reason: `In "${title}", ${reason}.` });
  }
  return { rules, operations: operations.map(({ entry }) => entry.key), leftOut: 0, unbound };
}

/** The operations as if they were one that declares what each of them does. */
function together(operations: readonly OperationTraits[]): OperationTraits {
  const [first] = operations;
  if (first === undefined) throw new TypeError('There is no operation');
  return {
    ...first,
    statuses: [...new Set(operations.flatMap(({ statuses }) => statuses))],
    success: operations.find(({ success }) => success !== undefined)?.success,
  };
}

/** The longest first: where one contains another, the request is said to carry the longer one. What is absent comes last. */
function byLength(a: Payload, b: Payload): number {
  return lengthOf(b) - lengthOf(a);
}

function lengthOf({ value }: Payload): number {
  return value === null ? -1 : String(value).length;
}
