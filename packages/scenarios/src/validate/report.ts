import { pointerStep } from '../pointer.ts';
import type { ScenarioProblem } from '../problem.ts';
import { stepsOf } from '../rule/respond.ts';
import type { Respond, ScenarioRule } from '../scenario.ts';

/** Where problems of one place of a scenario are told. */
export interface Report {
  error(code: string, message: string, advice: string): void;
  warning(code: string, message: string, advice: string): void;
  /** The report of a member, or of a member of a member. */
  at(...names: readonly (string | number)[]): Report;
  /** The report of a place below, given as JSON Pointer. */
  within(pointer: string): Report;
}

/** @param problems What is told is added to them. */
export function createReport(problems: ScenarioProblem[], pointer: string = ''): Report {
  const tell = (severity: ScenarioProblem['severity']) => (code: string, message: string, advice: string) => {
    problems.push({ severity, code, pointer, message, advice });
  };
  return {
    error: tell('error'),
    warning: tell('warning'),
    at: (...names) => createReport(problems, `${pointer}${names.map(pointerStep).join('')}`),
    within: (below) => createReport(problems, `${pointer}${below}`),
  };
}

/** All answers of a rule, with where they stand in it. */
export function respondsOf(
  rule: ScenarioRule,
): readonly { readonly respond: Respond; readonly at: readonly (string | number)[] }[] {
  const { respond, sequence, rate_limit } = rule;
  const steps = sequence === undefined ? [] : stepsOf(sequence).responses;
  const inSequence = Array.isArray(sequence) ? ['sequence'] : ['sequence', 'responses'];
  return [
    ...(respond === undefined ? [] : [{ respond, at: ['respond'] }]),
    ...steps.map((step, index) => ({ respond: step, at: [...inSequence, index] })),
    ...(rate_limit?.respond === undefined ? [] : [{ respond: rate_limit.respond, at: ['rate_limit', 'respond'] }]),
  ];
}
