import { createBoundedPattern } from '../expression/bounded-pattern.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import { conditionEnvironment } from '../expression/environment.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { Delay, Respond, RuleMatch, ScenarioRule, ValueMatch } from '../scenario.ts';
import { ScenarioError } from '../scenario-error.ts';
import { compileHeaders } from '../template/compile-headers.ts';
import { compileTemplate } from '../template/compile-template.ts';
import { type Report, respondsOf } from './report.ts';

/** What is wrong with a rule by itself. */
export function checkRule(rule: ScenarioRule, report: Report): void {
  checkMatch(rule.match ?? {}, report.at('match'));
  for (const { respond, at } of respondsOf(rule)) checkRespond(respond, report.at(...at));
  checkEffects(rule, report);
  checkDelay(rule.delay, report.at('delay'));
}

function checkMatch({ when, query, headers }: RuleMatch, report: Report): void {
  if (when !== undefined) checkCondition(when, report.at('when'));
  for (const [name, match] of Object.entries(query ?? {})) checkValueMatch(match, report.at('query', name));
  for (const [name, match] of Object.entries(headers ?? {})) checkValueMatch(match, report.at('headers', name));
}

function checkCondition(when: string, report: Report): void {
  try {
    const { type } = compileExpression(when, conditionEnvironment);
    if (type === 'bool' || type === 'dyn') return;
    report.error(
      'CONDITION_INVALID',
      `The condition gives a value of the type ${type}.`,
      'Compare it with something, so that it is true or false.',
    );
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    report.error(
      'CONDITION_INVALID',
      `The condition has a mistake at character ${error.position + 1}: ${error.message}.`,
      'Conditions are CEL over state and request: method and path, params, query, headers and cookies (all texts), and body (JSON).',
    );
  }
}

function checkValueMatch(match: ValueMatch, report: Report): void {
  if (typeof match !== 'object' || match === null) return;
  const { equals, contains, matches, present } = match;
  const pattern = matches === undefined ? undefined : createBoundedPattern(matches);
  if (typeof pattern === 'string') {
    const advice = 'Write it as in JavaScript, without slashes around it, and with small counts of repetitions.';
    report.at('matches').error('PATTERN_INVALID', `${pattern}.`, advice);
  }
  if (present === false && [equals, contains, matches].some((wanted) => wanted !== undefined))
    report.error(
      'MATCH_CONTRADICTORY',
      'A value cannot be absent and have a content.',
      'Leave out "present": false, or the rest.',
    );
}

function checkRespond(respond: Respond, report: Report): void {
  const given = (['body', 'example', 'template'] as const).filter((name) => respond[name] !== undefined);
  if (given.length > 1) {
    report.error('RESPOND_AMBIGUOUS', `Only one of ${given.join(' and ')} can be answered.`, 'Keep one of them.');
  }
  checkTemplate(
    () => compileTemplate(respond.template),
    report.at('template'),
    'Between {{ and }} stands CEL over request, state and generated.',
  );
  checkTemplate(
    () => compileHeaders(respond.headers),
    report.at('headers'),
    'Between {{ and }} stands CEL over request and state; write {{ "{{" }} for two braces.',
  );
}

function checkTemplate(compile: () => unknown, report: Report, advice: string): void {
  try {
    compile();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    report.within(error.pointer).error('TEMPLATE_INVALID', `${error.message}.`, advice);
  }
}

function checkEffects(rule: ScenarioRule, report: Report): void {
  const { respond, sequence, fault, delay, rate_limit, state, probability } = rule;
  if (respond !== undefined && sequence !== undefined)
    report.error(
      'RESPOND_AMBIGUOUS',
      'Only one of respond and sequence can be answered.',
      'Put the one answer into the sequence.',
    );
  if ([respond, sequence, fault, delay, rate_limit, state?.set].every((effect) => effect === undefined))
    report.warning(
      'RULE_WITHOUT_EFFECT',
      'The rule does nothing.',
      'Give it respond, sequence, delay, fault, rate_limit or state.set.',
    );
  if (probability === 0)
    report
      .at('probability')
      .warning('RULE_WITHOUT_EFFECT', 'The rule never takes a request.', 'Give it a probability above 0.');
  checkFault(rule, report.at('fault'));
}

/** Faults that leave nothing of an answer to be seen. */
const SILENT = ['connection_reset', 'empty_reply', 'timeout'];

function checkFault({ fault, respond, sequence }: ScenarioRule, report: Report): void {
  if (fault === undefined) return;
  const { type, bytes_per_second } = typeof fault === 'string' ? { type: fault, bytes_per_second: undefined } : fault;
  if (SILENT.includes(type) && [respond, sequence].some((answer) => answer !== undefined))
    report.warning(
      'ANSWER_NEVER_SEEN',
      `Nobody sees the answer of the rule, because of the fault ${type}.`,
      'Leave out the answer or the fault.',
    );
  if (bytes_per_second !== undefined && type !== 'slow_bytes')
    report.warning(
      'MEMBER_WITHOUT_EFFECT',
      `"bytes_per_second" means nothing to the fault ${type}.`,
      'Leave it out, or choose slow_bytes.',
    );
}

function checkDelay(delay: Delay | undefined, report: Report): void {
  if (typeof delay !== 'object' || delay.type !== 'uniform' || delay.min_ms <= delay.max_ms) return;
  report.error(
    'DELAY_CONTRADICTORY',
    `The shortest delay, ${delay.min_ms} ms, is longer than the longest, ${delay.max_ms} ms.`,
    'Exchange "min_ms" and "max_ms".',
  );
}
