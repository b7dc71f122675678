import { bodyKindOf } from '@mockloop/body';
import { andThen } from '../and-then.ts';
import { ScenarioView } from '../behaviour/scenario-view.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import type { HandlerRequest } from './handler.ts';

/** A request as handlers see it: with values of the types that the document declares. What is not declared stays text. */
export function readRequest(compiled: CompiledOperation, exchange: Exchange): HandlerRequest | Promise<HandlerRequest> {
  const view = new ScenarioView(exchange, compiled);
  const { method, path, query: sent } = exchange.request;
  const declared = compiled.parameterValues(exchange);
  const params = Object.assign(Object.create(null), view.params, valuesIn(['path'], declared));
  const query = queryOf(sent, valuesIn(['query', 'querystring'], declared));
  return andThen(bodyOf(compiled, exchange, view), (body) => ({
    method,
    path,
    params,
    query,
    get headers() {
      return view.headers;
    },
    get cookies() {
      return view.cookies;
    },
    body,
  }));
}

function valuesIn(locations: readonly string[], declared: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null);
  for (const [ref, value] of declared) {
    const dot = ref.indexOf('.');
    if (locations.includes(ref.slice(0, dot))) values[ref.slice(dot + 1)] = value;
  }
  return values;
}

/** Of names that the document does not know, texts; `filter[status]` is part of a `filter` that it does know. */
function queryOf(query: string, declared: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null);
  const texts = new URLSearchParams(query);
  for (const name of new Set(texts.keys())) {
    const [head = ''] = name.split('[');
    if (declared[name] !== undefined || (head !== name && declared[head] !== undefined)) continue;
    const all = texts.getAll(name);
    values[name] = all.length === 1 ? all[0] : all;
  }
  return Object.assign(values, declared);
}

/** What cannot be read as declared, or is not declared, is still read as JSON, a form or text. */
function bodyOf(compiled: CompiledOperation, exchange: Exchange, view: ScenarioView): unknown | Promise<unknown> {
  const { body, request } = exchange;
  if (body === undefined || body.length === 0) return undefined;
  const contentType = request.header('content-type') ?? compiled.operation.requestBody?.content[0]?.mediaType;
  const isBinary = contentType === undefined || bodyKindOf(contentType) === 'binary';
  return andThen(compiled.bodyValue(exchange), (value) => {
    if (isBinary) return typeof value === 'object' && value !== null ? value : body;
    return value ?? view.body;
  });
}
