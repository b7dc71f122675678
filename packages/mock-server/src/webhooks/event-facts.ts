import { isJson } from '@mockloop/body';
import type { ApiDocument, JsonSchema, MediaType, SchemaUri } from '@mockloop/spec-parser';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import { isPlainObject } from '../is-plain-object.ts';
import type { PlannedAnswer } from '../response-plan.ts';
import { runtimeContext } from '../runtime-context.ts';
import type { RuntimeContext } from '../runtime-expression.ts';
import { nounOf, pathNouns } from './event-words.ts';
import { memberSchemas, schemaParts } from './schema-members.ts';

/** What is known of one exchange that an event tells of. */
export interface EventFacts {
  readonly compiled: CompiledOperation;
  readonly exchange: Exchange;
  readonly status: number;
  readonly context: RuntimeContext;
  /** Of the answer, as it is sent. */
  readonly answerBody: string | Uint8Array;
  /** By name. */
  readonly pathValues: ReadonlyMap<string, unknown>;
  /** Bodies as values; `undefined` where there is none that can be read. */
  readonly request: unknown;
  readonly response: unknown;
  /** Words for what the exchange is about, as `nounOf` writes them. */
  readonly nouns: readonly string[];
  /** Values that an event's body may take over, the least telling first. */
  readonly sources: readonly EventSource[];
}

export interface EventSource {
  readonly from: 'path' | 'request' | 'response';
  readonly values: Readonly<Record<string, unknown>>;
  /** The names of its schema. */
  readonly uris: ReadonlySet<SchemaUri>;
}

/** Members in which answers wrap what they answer with. */
const WRAPPERS = ['data', 'result', 'item', 'resource'].map(nounOf);
/** Larger bodies are not read again. */
const MAX_BODY = 1_048_576;

/** Reads an exchange once for all events that it fires. */
export async function readEventFacts(
  compiled: CompiledOperation,
  exchange: Exchange,
  answered: PlannedAnswer,
): Promise<EventFacts> {
  const { operation, document } = compiled;
  const { answer } = answered;
  const response = (answer.body?.length ?? 0) > MAX_BODY ? undefined : answered.value;
  const context = runtimeContext(compiled, exchange, { answer, value: response });
  const request = await requestValue(compiled, exchange, context);
  const nouns = pathNouns(operation.path);
  const pathValues = pathValuesOf(compiled, exchange);
  const content = compiled.choose(answer.status)?.response.content;
  const wrappers = [...WRAPPERS, ...nouns];
  const sources = [
    pathSource(pathValues),
    ...bodySources('request', request, { document, wrappers: [], content: operation.requestBody?.content }),
    ...bodySources('response', response, { document, wrappers, content }),
  ];
  return {
    compiled,
    exchange,
    status: answer.status,
    // Expressions may also point into bodies that are not JSON, such as forms.
    context: { ...context, request: { ...context.request, body: () => request } },
    answerBody: answer.body ?? '',
    pathValues,
    request,
    response,
    nouns,
    sources,
  };
}

async function requestValue(
  compiled: CompiledOperation,
  exchange: Exchange,
  context: RuntimeContext,
): Promise<unknown> {
  if (exchange.body === undefined || exchange.body.byteLength > MAX_BODY) return undefined;
  return (await compiled.bodyValue(exchange)) ?? context.request.body();
}

function pathValuesOf(compiled: CompiledOperation, exchange: Exchange): ReadonlyMap<string, unknown> {
  const values = [...compiled.parameterValues(exchange)].filter(([name]) => name.startsWith('path.'));
  return new Map(values.map(([name, value]) => [name.slice('path.'.length), value]));
}

/** The last parameter of a path is mostly the id of what the path names. */
function pathSource(pathValues: ReadonlyMap<string, unknown>): EventSource {
  const last = [...pathValues.values()].at(-1);
  const values = { ...(last !== undefined && { id: last }), ...Object.fromEntries(pathValues) };
  return { from: 'path', values, uris: new Set() };
}

interface BodyNames {
  readonly document: ApiDocument;
  /** As `nounOf` writes them. */
  readonly wrappers: readonly string[];
  readonly content: readonly MediaType[] | undefined;
}

/** A body, and what it wraps. */
function bodySources(
  from: 'request' | 'response',
  value: unknown,
  { document, wrappers, content = [] }: BodyNames,
): EventSource[] {
  if (!isPlainObject(value)) return [];
  const uri = content.find(({ mediaType }) => isJson(mediaType))?.schema;
  const whole = { from, values: value, uris: namesOf(uri, document) };
  const wrapper = Object.keys(value).find((name) => wrappers.includes(nounOf(name)) && isPlainObject(value[name]));
  const inner = wrapper === undefined ? undefined : value[wrapper];
  if (wrapper === undefined || !isPlainObject(inner)) return [whole];
  const schemas = uri === undefined ? [] : memberSchemas(schemaParts(uri, document), wrapper);
  const uris = schemas.flatMap((schema) => [...namesOf(schema, document)]);
  return [whole, { from, values: inner, uris: new Set(uris) }];
}

/** The name of a schema, and of what it does no more than refer to. */
function namesOf(schema: JsonSchema | SchemaUri | undefined, document: ApiDocument): ReadonlySet<SchemaUri> {
  const names = new Set<SchemaUri>();
  let current: unknown = schema;
  while (current !== undefined && names.size < 10) {
    if (typeof current === 'string') {
      if (names.has(current)) break;
      names.add(current);
      current = tryRead(current, document);
    } else current = isPlainObject(current) ? referenceOf(current) : undefined;
  }
  return names;
}

function tryRead(uri: SchemaUri, document: ApiDocument): JsonSchema | undefined {
  try {
    return document.schema(uri);
  } catch {
    return undefined;
  }
}

/** `$ref`, or the only member of an `allOf` that stands alone. */
function referenceOf(schema: Readonly<Record<string, unknown>>): unknown {
  if (Object.hasOwn(schema, 'properties')) return undefined;
  if (typeof schema.$ref === 'string') return schema.$ref;
  return Array.isArray(schema.allOf) && schema.allOf.length === 1 ? schema.allOf[0] : undefined;
}
