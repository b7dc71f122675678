import type { Observation } from '../model/observation.ts';
import { type Answer, textOf } from './answer-context.ts';
import { findTrace } from './find-trace.ts';

/** Whether an error shows what goes on inside the server. What was sent and comes back is no such thing. */
export function checkLeaks({ response, exchange, operation }: Answer): readonly Observation[] {
  if (response.status < 400) return [];
  const trace = findTrace(textOf(response.body));
  const { target, body } = exchange.request;
  if (trace === undefined || findTrace(decoded(target)) || (body && 'text' in body && findTrace(body.text))) return [];
  return [
    {
      check: 'stack-trace',
      message: `${operation.key} answered ${response.status} with ${trace.name}`,
      expected: 'an error that says nothing of the code behind it',
      observed: trace.excerpt,
      signature: trace.name,
    },
  ];
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
