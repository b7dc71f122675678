import type { ComparedAnswer } from './answer.ts';
import { headersOf } from './answer.ts';
import type { AnswerDifference } from './answer-comparison.ts';
import { compareAnswers } from './compare-answers.ts';
import { formOf } from './form-of.ts';
import { templateOf } from './template-of.ts';
import type { VolatileField, VolatileFields } from './volatile-fields.ts';

/**
 * What of an answer changes though the request does not: learnt from several answers of one server to the same request.
 * Comparing with another server, such fields tell by their type and format only.
 */
export function learnVolatile(answers: readonly ComparedAnswer[]): VolatileFields {
  const [first, ...others] = answers;
  const learnt = new Map<string, { forms: Set<string>; optional: boolean }>();
  const headers = new Set<string>();
  if (first === undefined) return { fields: [], headers: [] };
  for (const other of others) {
    for (const difference of compareAnswers(first, other).differences) learn(difference, learnt);
    for (const name of changedHeaders(first, other)) headers.add(name);
  }
  const fields = [...learnt].map(([pointer, { forms, optional }]): VolatileField => {
    return { pointer, forms: [...forms].toSorted(), ...(optional && { optional: true }) };
  });
  return { fields, headers: [...headers].toSorted() };
}

function learn(difference: AnswerDifference, learnt: Map<string, { forms: Set<string>; optional: boolean }>): void {
  const { pointer, kind, actual, expected } = difference;
  if (!pointer.startsWith('/body')) return;
  const template = templateOf(pointer.slice('/body'.length));
  const known = learnt.get(template) ?? { forms: new Set(), optional: false };
  learnt.set(template, known);
  if (kind === 'missing' || kind === 'extra') known.optional = true;
  for (const value of [actual, expected]) if (value !== undefined) known.forms.add(formOf(value));
}

function changedHeaders(a: ComparedAnswer, b: ComparedAnswer): string[] {
  const [ofA, ofB] = [headersOf(a), headersOf(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].filter((name) => ofA.get(name) !== ofB.get(name));
}
