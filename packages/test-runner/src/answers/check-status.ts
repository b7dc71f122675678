import type { Observation } from '../model/observation.ts';
import { type Answer, isEnvironment, textOf } from './answer-context.ts';
import { errorMessage } from './error-message.ts';

/** Whether the status is one that a server may answer with, and that the document has. */
export function checkStatus(answer: Answer): readonly Observation[] {
  const { status } = answer.response;
  if (isEnvironment(answer)) return [];
  if (status >= 500 && status !== 501) return [serverError(answer)];
  return answer.declared === undefined && !isAskedFor(answer) ? [undeclared(answer)] : [];
}

function serverError({ response, exchange, operation, view }: Answer): Observation {
  const message = errorMessage(response);
  return {
    check: 'server-error',
    message: `${exchange.request.method} ${exchange.request.target} was answered with ${response.status}${message === undefined ? '' : `: ${message}`}`,
    expected: 'an answer below 500, whatever was sent',
    observed: `${response.status} ${textOf(response.body, 200)}`.trim(),
    // Where the server says nothing of its own, each operation may have a cause of its own.
    signature: `${response.status} ${message ?? operation.key}`,
    // A mock says that its document allows no answer: that is no mistake of a server.
    severity:
      view.target.is_mock && textOf(response.body).includes('urn:mockloop:problem:SCHEMA_UNSATISFIABLE')
        ? 'info'
        : undefined,
  };
}

/** Statuses that follow from what was asked, whatever the operation (RFC 9110 §13, §14). */
function isAskedFor({ exchange, response }: Answer): boolean {
  const asks = (name: RegExp): boolean => exchange.request.headers.some(([field]) => name.test(field));
  if (response.status === 304) return asks(/^if-(none-match|modified-since)$/i);
  if (response.status === 412) return asks(/^if-(match|unmodified-since|none-match)$/i);
  return (response.status === 206 || response.status === 416) && asks(/^range$/i);
}

function undeclared({ response, operation }: Answer): Observation {
  const { status } = response;
  const known = operation.responses.map((one) => one.status);
  return {
    check: 'undeclared-status',
    message: `${operation.key} answered with ${status}, which the document does not have among its responses (${known.join(', ') || 'none'})`,
    expected: known.length === 0 ? undefined : `one of ${known.join(', ')}`,
    observed: String(status),
    pointer: `${operation.pointer}/responses`,
    ...gravityOf(status, { key: operation.key, known }),
  };
}

/** What is left out of a document is no mistake of the server: errors, and successes where it speaks of none at all. */
function gravityOf(
  status: number,
  { key, known }: { readonly key: string; readonly known: readonly string[] },
): Pick<Observation, 'signature' | 'severity'> {
  if (status >= 400) return { signature: status === 501 ? '501' : '4xx', severity: 'info' };
  if (status < 300 && !known.some((one) => /^[23]/.test(one))) return { signature: 'no success', severity: 'info' };
  return { signature: `${status} ${key}`, severity: status < 300 ? 'medium' : 'low' };
}
