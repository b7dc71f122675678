import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import type { ParameterPart } from '../../requests/request-parts.ts';
import { isObject } from '../../succeed/json-value.ts';
import type { Identity } from '../../target/identity.ts';
import type { RunView } from '../run-view.ts';
import type { Transport } from '../transport.ts';
import { type FoundCredentials, findTokens } from './find-tokens.ts';

export interface AccountContext {
  readonly view: RunView;
  readonly transport: Pick<Transport, 'sendOnce'>;
}

/**
 * Logs in with a body; where the operation takes none, with parameters of the same names.
 *
 * @returns What the answer gave; `undefined` where it was no 2xx or redirect.
 */
export async function logIn(
  { operation: key, body }: NonNullable<Identity['login']>,
  { view, transport }: AccountContext,
): Promise<FoundCredentials | undefined> {
  const operation = view.operation(key);
  const parts = operation && generateParts(operation, view, { seed: 'login', mode: 'example' });
  if (operation === undefined || parts === undefined) return undefined;
  const values = parts.values.map((part, index): ParameterPart => {
    const name = operation.parameters[index]?.name ?? '';
    return isObject(body) && Object.hasOwn(body, name) ? { value: body[name] } : part;
  });
  const sent = parts.body && { mediaType: parts.body.mediaType, value: body };
  const request = composeRequest(
    operation,
    { ...parts, values, body: sent },
    { document: view.document, identity: 'anonymous' },
  );
  const exchange = await transport.sendOnce(request, { operation: key });
  const status = exchange.response?.status ?? 0;
  // A form that is posted often answers with a redirect and a cookie.
  if (status < 200 || status >= 400) return undefined;
  const found = findTokens(exchange, (await readAnswer(exchange, operation, view))?.value);
  return status < 300 || found.cookies.length > 0 ? found : undefined;
}
