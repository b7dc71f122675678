import { headerOf } from './answer.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import { decodeSegment } from './path-template.ts';
import type { PlannedAnswer } from './response-plan.ts';
import type { RuntimeContext } from './runtime-expression.ts';

/** An exchange as runtime expressions see it. */
export function runtimeContext(
  compiled: CompiledOperation,
  exchange: Exchange,
  { answer, value }: PlannedAnswer,
): RuntimeContext {
  const { request, captures } = exchange;
  return {
    url: `${request.origin}${request.path}${request.query === '' ? '' : `?${request.query}`}`,
    method: request.method,
    status: answer.status,
    request: {
      header: (name) => request.header(name),
      query: (name) => new URLSearchParams(request.query).get(name) ?? undefined,
      path: (name) => {
        const capture = captures[compiled.pathNames.indexOf(name)];
        return capture === undefined ? undefined : decodeSegment(capture);
      },
      body: () => (exchange.body === undefined ? undefined : parseJson(exchange.body)),
    },
    response: {
      header: (name) => headerOf(answer, name),
      body: () => value,
    },
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}
