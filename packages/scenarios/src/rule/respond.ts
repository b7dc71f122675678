import type { Respond, Sequence } from '../scenario.ts';
import { compileHeaders, type HeadersTemplate } from '../template/compile-headers.ts';
import { compileTemplate, type Template } from '../template/compile-template.ts';

/** An answer with its templates made ready. */
export interface RespondWith {
  readonly respond: Respond;
  readonly template?: Template | undefined;
  readonly headers?: HeadersTemplate | undefined;
}

/** Gives the answer to the n-th request. */
export type RespondOf = (n: number) => RespondWith | undefined;

/** @throws {ScenarioError} `TEMPLATE_INVALID` */
export function compileRespond(respond: Respond | undefined): RespondWith | undefined {
  if (respond === undefined) return undefined;
  const { template, headers } = respond;
  return {
    respond,
    template: template === undefined ? undefined : compileTemplate(template),
    headers: compileHeaders(headers),
  };
}

/** @throws {ScenarioError} `TEMPLATE_INVALID` */
export function compileSequence(sequence: Sequence): RespondOf {
  const { responses, repeat } = stepsOf(sequence);
  const steps = responses.map(compileRespond);
  return (n) => steps[repeat ? n % steps.length : Math.min(n, steps.length - 1)];
}

/** Both forms of a sequence as one. */
export function stepsOf(sequence: Sequence): { readonly responses: readonly Respond[]; readonly repeat: boolean } {
  if ('responses' in sequence) return { responses: sequence.responses, repeat: sequence.repeat ?? false };
  return { responses: sequence, repeat: false };
}
