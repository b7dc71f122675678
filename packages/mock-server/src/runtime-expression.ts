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

interface RuntimeMessage {
  readonly header: (name: string) => unknown;
  readonly body: () => unknown;
}

/** Gives the value in one exchange; `undefined` where there is none. */
export type Expression = (context: RuntimeContext) => unknown;

/**
 * Prepares a runtime expression, a text with `{$expressions}` in it, or a constant.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions
 */
export function compileExpression(source: unknown): Expression {
  if (typeof source !== 'string') return () => source;
  if (source.startsWith('$')) return compileOne(source);
  const parts = source.split(/\{(\$[^{}]*)\}/);
  if (parts.length === 1) return () => source;
  const expressions = parts.map((part, index) => (index % 2 === 0 ? () => part : compileOne(part)));
  return (context) => {
    const values = expressions.map((expression) => expression(context));
    return values.includes(undefined) ? undefined : values.map(toText).join('');
  };
}

function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const UNKNOWN: Expression = () => undefined;

function compileOne(source: string): Expression {
  if (source === '$url') return ({ url }) => url;
  if (source === '$method') return ({ method }) => method;
  if (source === '$statusCode') return ({ status }) => status;
  const match = /^\$(request|response)\.(header|query|path|body)(?:\.(.*)|(#.*))?$/s.exec(source);
  if (match === null) return UNKNOWN;
  const [, side, place, name = '', fragment = ''] = match;
  const messageOf = (context: RuntimeContext): RuntimeMessage =>
    side === 'request' ? context.request : context.response;
  if (place === 'body') return (context) => pointTo(messageOf(context).body(), fragment.slice(1));
  if (place === 'header') return (context) => messageOf(context).header(name.toLowerCase());
  if (side === 'response') return UNKNOWN;
  return place === 'query' ? ({ request }) => request.query(name) : ({ request }) => request.path(name);
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
