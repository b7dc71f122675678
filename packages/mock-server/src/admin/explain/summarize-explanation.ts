import type { Explanation } from './explanation.ts';

/** All of an explanation in one sentence. */
export function summarizeExplanation(explanation: Omit<Explanation, 'summary'>): string {
  const { request, operation, answered_by: answer } = explanation;
  const what = `${request.method} ${request.path}`;
  const reached = operation.matched ? `${what} reached ${operation.operation_id ?? operation.key} and` : what;
  return `${reached} ${outcome(explanation, answer.by)}${inWorld(explanation)}.`;
}

function outcome(explanation: Omit<Explanation, 'summary'>, by: string): string {
  const { request, answered_by: answer, alternatives, choice, preferences } = explanation;
  switch (by) {
    case 'route': {
      const [nearest] = alternatives.operations;
      const hint = nearest === undefined ? '' : `; the nearest is ${nearest.key}`;
      return `got ${request.status} since ${answer.why}${hint}`;
    }
    case 'check':
      return `was refused with ${request.status}: ${answer.why.replace(/\.$/, '')}`;
    case 'document': {
      const asked = Object.entries(preferences).map(([name, value]) => `${name}=${value}`);
      const wish = asked.length === 0 ? '' : `, as the request asked for ${asked.join(', ')}`;
      return `got ${request.status} of the document${wish}${choice === undefined ? '' : ` (${describeChoice(choice)})`}`;
    }
    default:
      return `got ${request.status} from ${SOURCES.get(by) ?? `the ${by}`}: ${answer.why.replace(/\.$/, '')}`;
  }
}

const SOURCES: ReadonlyMap<string, string> = new Map([
  ['override', 'an override'],
  ['scenario', 'a scenario'],
  ['handler', 'a handler file'],
  ['storage', 'what is stored'],
  ['mock', 'the mock itself'],
]);

function describeChoice({ status, body }: NonNullable<Explanation['choice']>): string {
  return `${status.why}; body: ${body.value}, ${body.why}`;
}

function inWorld({ world }: Omit<Explanation, 'summary'>): string {
  return world === 'default' ? '' : `, in the world "${world}"`;
}
