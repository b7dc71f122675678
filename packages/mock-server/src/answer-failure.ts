import { ScenarioError } from '@mockloop/scenarios';
import { SchemaError } from '@mockloop/schema';
import { type ApiDocument, SpecError } from '@mockloop/spec-parser';
import type { Answer } from './answer.ts';
import { BodyTooLargeError } from './mock-request.ts';
import { type Problem, problemAnswer } from './problem.ts';
import { WorldLimitError } from './worlds/world.ts';
import { WorldError } from './worlds/worlds.ts';

export interface FailureContext {
  /** The operation, or else the path. */
  readonly where: string;
  readonly document: ApiDocument;
  /** Told of what is wrong with the document. */
  readonly report: (message: string) => void;
  /** Told of what is wrong with the mock. */
  readonly onProblem: (message: string) => void;
}

/** What is answered where a request cannot be: problem details that blame who is to blame. */
export function answerFailure(error: unknown, context: FailureContext): Answer {
  const fault = faultOfDocument(error, context);
  // Which response lacks what, explanations work out from the document.
  if (fault !== undefined) return problemAnswer(fault);
  const answer = problemAnswer(limitOf(error) ?? failureOf(error, context));
  return { ...answer, decision: { by: 'mock', why: String(answer.problem?.details.title) } };
}

function faultOfDocument(error: unknown, { where, document, report }: FailureContext): Problem | undefined {
  if (error instanceof SpecError) {
    const place = { file: error.file, pointer: error.pointer };
    return { name: 'REFERENCE_UNRESOLVED', detail: `${where}: ${error.message}. ${error.advice}`, members: { place } };
  }
  if (!(error instanceof SchemaError)) return undefined;
  const { file, pointer } = document.placeOf(error.uri, error.pointer);
  report(`${where}: ${error.message} (${pointer})`);
  return {
    name: 'SCHEMA_UNSATISFIABLE',
    detail: `${where}: ${error.message}`,
    members: { keyword: error.keyword, place: { file, pointer } },
  };
}

function limitOf(error: unknown): Problem | undefined {
  if (error instanceof WorldError && error.code === 'INVALID_ID')
    return { name: 'INVALID_WORLD', detail: error.message };
  if (error instanceof WorldLimitError || error instanceof WorldError)
    return { name: 'WORLD_FULL', detail: error.message };
  if (!(error instanceof BodyTooLargeError)) return undefined;
  return {
    name: 'CONTENT_TOO_LARGE',
    detail: `The mock reads bodies of at most ${error.limit} bytes.`,
    headers: ['connection', 'close'],
  };
}

function failureOf(error: unknown, { where, onProblem }: FailureContext): Problem {
  if (error instanceof ScenarioError)
    return { name: 'SCENARIO_ANSWER', status: 500, detail: `${where}: ${error.message}` };
  onProblem(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { name: 'INTERNAL_ERROR', detail: 'The mock failed to answer. Its own output says why.' };
}
