import { createHash } from 'node:crypto';
import { isJson, writeBody } from '@mockloop/body';
import type { CompiledSchema, Schemas } from '@mockloop/schema';
import type { ApiDocument, MediaType, Operation, Parameter, WebhookEntry } from '@mockloop/spec-parser';
import { type ExampleBody, exampleBody } from '../example-body.ts';
import { isSendableHeader } from './custom-headers.ts';
import type { EventFacts } from './event-facts.ts';
import { findResource } from './find-resource.ts';
import { layOver, replaceAt } from './lay-over.ts';

export interface EventContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly seed: string;
}

/** What a receiver gets, but for its signature. */
export interface EventMessage {
  readonly method: string;
  /** Names in lower case, each once. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array | undefined;
}

/** What a message is to tell of. */
export interface EventOccasion {
  /** Absent in a test delivery: nothing has happened. */
  readonly facts?: EventFacts | undefined;
  /** Members of the body that say which event it is. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Writes the request that the document describes for a callback or webhook: its example or an instance of its schema,
 * with the real values of the exchange laid over.
 *
 * @param entry A webhook of the document, or a callback of one of its operations.
 * @throws {SchemaError | SpecError} when the document gives no valid body.
 */
export function writeEventMessage(entry: WebhookEntry, context: EventContext, occasion: EventOccasion): EventMessage {
  const operation = context.document.readOperation(entry);
  const headers = new Map(operation.parameters.flatMap((parameter) => headerField(parameter, context)));
  const content = operation.requestBody?.content ?? [];
  const mediaType = content.find(({ mediaType: name }) => isJson(name)) ?? content[0];
  if (mediaType === undefined) return { method: operation.method, headers, body: undefined };
  const { contentType, body } = writeContent(mediaType, context, { operation, occasion });
  headers.set('content-type', contentType);
  return { method: operation.method, headers, body: typeof body === 'string' ? Buffer.from(body) : body };
}

interface EventOperation {
  readonly operation: Operation;
  readonly occasion: EventOccasion;
}

function writeContent(
  mediaType: MediaType,
  context: EventContext,
  event: EventOperation,
): { readonly contentType: string; readonly body: string | Uint8Array } {
  const { document } = context;
  // The mock writes it and others read it, as they do responses: members that are only for reading belong to it.
  const schema = mediaType.schema === undefined ? undefined : context.schemas.compile(mediaType.schema, 'response');
  const seed = seedOf(context.seed, event);
  const made = exampleOf(mediaType, schema) ?? generated(mediaType, context, { schema, seed });
  if ('text' in made) {
    const contentType = mediaType.mediaType.includes('*') ? 'text/plain' : mediaType.mediaType;
    return { contentType, body: made.text };
  }
  const value = withFacts(made.value, { mediaType, schema, occasion: event.occasion });
  return writeBody(value, {
    mediaType,
    lookup: (uri) => document.schema(uri),
    placeOf: (uri) => document.placeOf(uri),
    seed,
  });
}

/** Same seed, same request and same answer, same bytes. */
function seedOf(seed: string, { operation, occasion: { facts } }: EventOperation): string {
  if (facts === undefined) return `${seed} ${operation.pointer}`;
  const { request, body = '' } = facts.exchange;
  const digest = createHash('sha256').update(body).update('\n').update(facts.answerBody);
  return `${seed} ${operation.pointer} ${request.method} ${request.path}?${request.query} ${digest.digest('base64')}`;
}

/** The first that is valid. */
function exampleOf(mediaType: MediaType, schema: CompiledSchema | undefined): ExampleBody | undefined {
  for (const example of mediaType.examples) {
    const body = exampleBody(example, mediaType, schema);
    if (body !== undefined && ('text' in body || schema === undefined || schema.isValid(body.value))) return body;
  }
  return undefined;
}

function generated(
  mediaType: MediaType,
  { schemas }: EventContext,
  { schema, seed }: { readonly schema: CompiledSchema | undefined; readonly seed: string },
): ExampleBody {
  if (schema !== undefined) return { value: schema.generate({ seed }) };
  if (mediaType.itemSchema !== undefined)
    return { value: [schemas.compile(mediaType.itemSchema, 'response').generate({ seed })] };
  return { value: isJson(mediaType.mediaType) ? {} : undefined };
}

interface BodyShape {
  readonly mediaType: MediaType;
  readonly schema: CompiledSchema | undefined;
  readonly occasion: EventOccasion;
}

function withFacts(value: unknown, { mediaType, schema, occasion }: BodyShape): unknown {
  const { facts, members } = occasion;
  const isValid = (instance: unknown): boolean => schema === undefined || schema.isValid(instance);
  const named = layOver(value, members ?? {}, { path: [], isValid });
  if (facts === undefined) return named;
  const { path, source, mayHave } = findResource(named, mediaType.schema, facts);
  if (source?.from === 'response') {
    const whole = layOver(replaceAt(named, path, source.values), members ?? {}, { path: [], isValid });
    if (isValid(whole)) return whole;
  }
  const laid = facts.sources.reduce(
    (body, { from, values }) =>
      layOver(body, values, { path, isValid, ...(from === 'response' && { mayAdd: mayHave }) }),
    named,
  );
  return layOver(laid, members ?? {}, { path: [], isValid });
}

function headerField(parameter: Parameter, { schemas, seed }: EventContext): readonly (readonly [string, string])[] {
  const name = parameter.name.toLowerCase();
  if (parameter.in !== 'header' || name === 'content-type') return [];
  const value = parameterValue(parameter, schemas, `${seed} ${parameter.pointer}`);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return value !== undefined && isSendableHeader(name, text) ? [[name, text]] : [];
}

function parameterValue(parameter: Parameter, schemas: Schemas, seed: string): unknown {
  const [example] = [...parameter.examples, ...(parameter.content?.examples ?? [])];
  if (example !== undefined) return example.serialized ?? example.value;
  const uri = parameter.schema ?? parameter.content?.schema;
  return uri === undefined ? undefined : schemas.compile(uri, 'response').generate({ seed });
}
