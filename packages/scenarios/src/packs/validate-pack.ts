import type { JsonSchema, Violation } from '@mockloop/schema';
import packSchema from '../../packs/pack.schema.json' with { type: 'json' };
import type { ScenarioProblem } from '../problem.ts';
import type { Scenario, ScenarioRule } from '../scenario.ts';
import { validateScenario } from '../validate/validate-scenario.ts';
import { checkPackNames } from './check-pack-names.ts';
import { fillPayload } from './fill-payload.ts';
import type { PackRespond, PackRule, PackScenario, PackSequence, Payload, ScenarioPack } from './pack.ts';
import { payloadMatches } from './payload-matches.ts';
import { createSchemaCheck } from './schema-check.ts';
import { selectPayloads } from './select-payloads.ts';

const checkShape = createSchemaCheck(packSchema as JsonSchema);

/**
 * What is wrong with a pack, before it is bound to a document: its shape, its names, and each rule and payload as what it
 * will become. What a wrong shape hides is told when that is mended. Pointers lead into the pack.
 *
 * @param value Data as parsing JSON gives it, at most some 100 levels deep.
 */
export function validatePack(value: unknown): readonly ScenarioProblem[] {
  const violations = checkShape(value);
  if (violations.length > 0) return violations.map(toProblem);
  const pack = value as ScenarioPack;
  return [
    ...checkPackNames(pack),
    ...payloadProblems(pack),
    ...pack.scenarios.flatMap((_, index) => ruleProblems(pack, index)),
  ];
}

function toProblem({ pointer, keyword, message, params }: Violation): ScenarioProblem {
  const name = params.additionalProperty;
  const isUnknown = keyword === 'additionalProperties' && typeof name === 'string';
  const what = pointer === '' ? 'The pack' : `The value of ${pointer}`;
  return {
    severity: 'error',
    code: isUnknown ? 'MEMBER_UNKNOWN' : keyword === 'required' ? 'MEMBER_MISSING' : 'VALUE_INVALID',
    pointer,
    message: isUnknown ? `There is no member "${name.slice(0, 100)}" here.` : `${what} ${message}.`,
    advice: 'See pack.schema.json for what can stand here.',
  };
}

function payloadProblems({ payloads = [] }: ScenarioPack): readonly ScenarioProblem[] {
  return payloads.flatMap((payload, index) => {
    const rules = payloadMatches(payload, payload.in).map((match) => ({ match, respond: {} }));
    const problems = validateScenario({ name: 'payload', type: 'security_testing', rules });
    return problems.map(({ severity, code, message }) => ({
      severity,
      code,
      pointer: `/payloads/${index}/value`,
      message: `Requests that carry it cannot be told: ${message}`,
      advice: 'Shorten the value.',
    }));
  });
}

function ruleProblems(pack: ScenarioPack, index: number): readonly ScenarioProblem[] {
  const scenario = pack.scenarios[index];
  if (scenario === undefined) return [];
  const problems = validateScenario(asBound(scenario, pack.payloads ?? []));
  return problems.map((problem) => ({ ...problem, pointer: `/scenarios/${index}${problem.pointer}` }));
}

/** As it could be for some document: each rule for an operation of its own. */
function asBound({ scope: _, rules, ...rest }: PackScenario, payloads: readonly Payload[]): Scenario {
  return { ...rest, rules: rules.map((rule, index) => asBoundRule(rule, index, payloads)) };
}

function asBoundRule(template: PackRule, index: number, payloads: readonly Payload[]): ScenarioRule {
  const [payload] = template.payloads === undefined ? [] : selectPayloads(payloads, template.payloads);
  const {
    for: _,
    payloads: __,
    match,
    respond,
    sequence,
    rate_limit,
    ...rest
  } = payload === undefined ? template : fillPayload(template, payload);
  const limited = rate_limit?.respond && asRespond(rate_limit.respond);
  return {
    match: { ...match, operation_id: `rule ${index}` },
    ...(respond && { respond: asRespond(respond) }),
    ...(sequence && { sequence: asSequence(sequence) }),
    ...(rate_limit && {
      rate_limit: { ...rate_limit, ...(limited && { respond: limited }) } as ScenarioRule['rate_limit'],
    }),
    ...rest,
  };
}

function asSequence(sequence: PackSequence): ScenarioRule['sequence'] {
  return 'responses' in sequence
    ? { ...sequence, responses: sequence.responses.map(asRespond) }
    : sequence.map(asRespond);
}

function asRespond({ status, variant: _, ...rest }: PackRespond): NonNullable<ScenarioRule['respond']> {
  if (status === undefined) return rest;
  const [first] = typeof status === 'string' ? [Number(`${status[0]}00`)] : [status].flat();
  return { status: first, ...rest };
}
