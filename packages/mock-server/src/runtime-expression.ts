/** What a runtime expression can speak of (OpenAPI 3.1 §4.8.20.4). */
export interface RuntimeContext {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly request: RuntimeMessage & {
    readonly query: (name: string) => unknown;
    readonly path: (name: string) => unknown;
  };
  readonly response: RuntimeMessage;
}

export interface RuntimeMessage {
  readonly header: (name: string) => unknown;
  readonly body: () => unknown;
}

/**
 * The value of a runtime expression, of a text with `{$expressions}` in it, or of a constant.
 *
 * @returns `undefined` when an expression has no value in this exchange.
 * @see https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions
 */
export function evaluateExpression(expression: unknown, context: RuntimeContext): unknown {
  if (typeof expression !== 'string') return expression;
  if (expression.startsWith('$')) return evaluate(expression, context);
  let isComplete = true;
  const text = expression.replace(/\{(\$[^{}]*)\}/g, (_, inner: string) => {
    const value = evaluate(inner, context);
    if (value === undefined) isComplete = false;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
  return isComplete ? text : undefined;
}

function evaluate(expression: string, context: RuntimeContext): unknown {
  switch (expression) {
    case '$url':
      return context.url;
    case '$method':
      return context.method;
    case '$statusCode':
      return context.status;
  }
  const match = /^\$(request|response)\.(header|query|path|body)(?:\.(.*)|(#.*))?$/s.exec(expression);
  if (match === null) return undefined;
  const [, side, source, name = '', fragment = ''] = match;
  const message = side === 'request' ? context.request : context.response;
  if (source === 'body') return pointTo(message.body(), fragment.slice(1));
  if (source === 'header') return message.header(name.toLowerCase());
  if (side === 'response') return undefined;
  return source === 'query' ? context.request.query(name) : context.request.path(name);
}

/** RFC 6901. */
function pointTo(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((parent, token) => {
      if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, token)) return undefined;
      return Reflect.get(parent, token);
    }, value);
}
