import type { ScenarioProblem } from '../problem.ts';
import type { PackRule, ScenarioPack } from './pack.ts';
import { selectPayloads } from './select-payloads.ts';

/** The category whose URIs stand for lists and information. */
const RESERVED = 'discovery';

/** What is wrong with how the parts of a pack are called and how they refer to each other. */
export function checkPackNames(pack: ScenarioPack): readonly ScenarioProblem[] {
  const { scenarios, payloads = [] } = pack;
  return [
    ...uriProblems(pack),
    ...repeated(scenarios.map(({ name }) => name)).map((index) => twice(`/scenarios/${index}/name`)),
    ...repeated(payloads.map(({ id }) => id)).map((index) => twice(`/payloads/${index}/id`)),
    ...unusedPayloads(pack),
    ...scenarios.flatMap(({ rules }, scenario) =>
      rules.flatMap((rule, index) => selectorProblems(pack, rule, `/scenarios/${scenario}/rules/${index}`)),
    ),
  ];
}

function uriProblems({ uri, category, name }: ScenarioPack): readonly ScenarioProblem[] {
  const expected = `scenario-pack://${category}/${name}`;
  if (category === RESERVED) {
    return [error('NAME_RESERVED', '/category', `The category ${RESERVED} is MockLoop's own.`, 'Choose another.')];
  }
  if (uri === expected) return [];
  return [error('URI_MISMATCH', '/uri', 'The URI is not that of its category and name.', `Write ${expected}.`)];
}

/** The places of names that were there before. */
function repeated(names: readonly string[]): readonly number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}

function twice(pointer: string): ScenarioProblem {
  return error('NAME_REPEATED', pointer, 'This name is given twice.', 'Give each its own.');
}

function unusedPayloads({ payloads = [], scenarios }: ScenarioPack): readonly ScenarioProblem[] {
  const selectors = scenarios.flatMap(({ rules }) => rules.flatMap((rule) => rule.payloads ?? []));
  const used = new Set(selectors.flatMap((selector) => selectPayloads(payloads, selector)));
  return payloads.flatMap((payload, index) =>
    used.has(payload)
      ? []
      : [
          error(
            'PAYLOAD_UNUSED',
            `/payloads/${index}`,
            `No rule looks for "${payload.id}".`,
            'Select it in a rule, or remove it.',
          ),
        ],
  );
}

function selectorProblems(
  { payloads = [] }: ScenarioPack,
  rule: PackRule,
  pointer: string,
): readonly ScenarioProblem[] {
  if (rule.payloads === undefined) return [];
  const place = `${pointer}/payloads`;
  const { classes = [], ids = [] } = rule.payloads;
  const unknown = [
    ...classes.filter((name) => payloads.every((payload) => payload.class !== name)),
    ...ids.filter((id) => payloads.every((payload) => payload.id !== id)),
  ];
  const problems = unknown.map((name) =>
    error('PAYLOAD_UNKNOWN', place, `The pack has no payload of this class or id: "${name}".`, 'Name one that it has.'),
  );
  if (unknown.length === 0 && selectPayloads(payloads, rule.payloads).length === 0) {
    problems.push(
      error('PAYLOAD_UNKNOWN', place, 'It selects no payload of the pack.', 'Name classes or ids that it has.'),
    );
  }
  if (rule.match?.body !== undefined) {
    const message = 'A rule that looks for payloads cannot ask for a body as well.';
    problems.push(error('MATCH_CONTRADICTORY', `${pointer}/match/body`, message, 'Say it in "when".'));
  }
  return problems;
}

function error(...[code, pointer, message, advice]: readonly [string, string, string, string]): ScenarioProblem {
  return { severity: 'error', code, pointer, message, advice };
}
