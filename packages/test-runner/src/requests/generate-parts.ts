import { createHash } from 'node:crypto';
import { bodyKindOf } from '@mockloop/body';
import { SchemaError } from '@mockloop/schema';
import { type MediaType, type Operation, type Parameter, SpecError } from '@mockloop/spec-parser';
import { composeRequest } from './compose-request.ts';
import { bodySchema, findDefects, parameterSchema, type ReadView } from './find-defects.ts';
import { isSendable } from './is-sendable.ts';
import { prune } from './prune.ts';
import type { BodyPart, ParameterPart, RequestParts } from './request-parts.ts';

export interface GeneratePartsOptions {
  /** Same seed, same parts. */
  readonly seed: string;
  /** `example`: prefers examples and defaults of the document. `random`: uses only constraints. */
  readonly mode: 'example' | 'random';
  /** What may be missing is left out, or is all there. Default: the document's own examples, or, where it is random, some of it. */
  readonly only?: 'required' | 'all' | undefined;
  /** Of the body. Default: JSON, else a form, else what the document lists first. */
  readonly mediaType?: string | undefined;
}

/**
 * Parts of a request that is valid as a server reads it, after it was written. (Bodies in XML or of several parts are valid as they
 * are generated; `findDefects` reads them back.)
 *
 * @returns `undefined` where the document allows no such request, or none was found.
 */
export function generateParts(
  operation: Operation,
  view: ReadView,
  options: GeneratePartsOptions,
): RequestParts | undefined {
  try {
    const values: ParameterPart[] = [];
    for (const parameter of operation.parameters) {
      const part = parameterPart({ operation, parameter, view, options });
      if (part === undefined && parameter.required) return undefined;
      values.push(part);
    }
    const body = requestBodyPart({ operation, view, options });
    if (body === undefined && operation.requestBody?.required) return undefined;
    return withoutDefects(operation, { values, body }, view);
  } catch (error) {
    // The document is wrong there: a schema that nothing fits, a reference that leads nowhere.
    if (error instanceof SchemaError || error instanceof SpecError) return undefined;
    throw error;
  }
}

/** What every piece of a request is generated from. */
interface Making {
  readonly operation: Operation;
  readonly view: ReadView;
  readonly options: GeneratePartsOptions;
}

/** Optional parameters that do not survive together with the others are left out. */
function withoutDefects(operation: Operation, parts: RequestParts, view: ReadView): RequestParts | undefined {
  const defects = findDefects(operation, parts, view);
  if (defects instanceof Promise || defects.length === 0) return parts;
  const blamed = operation.parameters.map((parameter) =>
    defects.some(({ in: location, name }) => location === parameter.in && name === parameter.name),
  );
  if (!blamed.includes(true) || operation.parameters.some(({ required }, index) => required && blamed[index]))
    return undefined;
  const fewer = { ...parts, values: parts.values.map((part, index) => (blamed[index] ? undefined : part)) };
  const left = findDefects(operation, fewer, view);
  return left instanceof Promise || left.length === 0 ? fewer : undefined;
}

const ATTEMPTS = 20;

function parameterPart(making: ParameterMaking): ParameterPart {
  const { parameter, view, options } = making;
  if (!parameter.required && !isWanted(making)) return undefined;
  const schema = parameterSchema(parameter, view);
  for (const value of candidates(making)) {
    const small =
      options.only === 'required' && schema !== undefined ? prune(value, (one) => schema.isValid(one)) : value;
    if (survives(making, small)) return { value: small };
    if (survives(making, value)) return { value };
  }
  return undefined;
}

interface ParameterMaking extends Making {
  readonly parameter: Parameter;
}

function* candidates({ parameter, view, options: { mode, seed } }: ParameterMaking): Generator<unknown> {
  if (mode === 'example') for (const { value } of parameter.examples) yield value;
  const schema = parameterSchema(parameter, view);
  for (let attempt = 0; attempt < ATTEMPTS && schema !== undefined; attempt++) {
    yield schema.generate({ seed: `${seed} ${parameter.in} ${parameter.name} ${attempt}`, mode });
  }
  yield 'value';
}

function isWanted({ parameter, options }: ParameterMaking): boolean {
  const { only, mode, seed } = options;
  if (only !== undefined) return only === 'all';
  if (mode === 'example') return parameter.examples.length > 0;
  return isHeads(`${seed} ${parameter.in} ${parameter.name}`);
}

function isHeads(seed: string): boolean {
  return (createHash('sha256').update(seed).digest()[0] ?? 0) % 2 === 0;
}

/** Whether a parameter has this value again once it was written and read, in a request that any client can send. */
function survives({ operation, parameter, view }: ParameterMaking, value: unknown): boolean {
  if (value === undefined) return false;
  const alone = aloneOf(parameter, operation);
  const parts = { values: [{ value }] };
  const request = composeRequest(alone, parts, { document: view.document, identity: 'anonymous' });
  return isSendable(request) && isRight(findDefects(alone, parts, view));
}

const loners = new WeakMap<Parameter, Operation>();

function aloneOf(parameter: Parameter, operation: Operation): Operation {
  const path = parameter.in === 'path' ? `/{${parameter.name}}` : '/';
  const alone = loners.get(parameter) ?? { ...operation, path, parameters: [parameter], requestBody: undefined };
  loners.set(parameter, alone);
  return alone;
}

/** What is read later is taken to be right. */
function isRight(defects: ReturnType<typeof findDefects>): boolean {
  return defects instanceof Promise || defects.length === 0;
}

function requestBodyPart({ operation, view, options }: Making): BodyPart | undefined {
  const { requestBody } = operation;
  const { only, mode, seed } = options;
  if (requestBody === undefined || (!requestBody.required && only === 'required')) return undefined;
  const described = requestBody.content.find(({ mediaType }) => mediaType === options.mediaType);
  const alone: Operation = { ...operation, path: '/', parameters: [] };
  for (const mediaType of described === undefined ? byEase(requestBody.content) : [described]) {
    const name = mediaType.mediaType;
    const schema = bodySchema(mediaType, view);
    const holds = (value: unknown): boolean =>
      (schema?.isValid(value) ?? true) &&
      isRight(findDefects(alone, { values: [], body: { mediaType: name, value } }, view));
    const examples =
      mode === 'example' ? mediaType.examples.flatMap(({ value }) => (value === undefined ? [] : [value])) : [];
    const made = examples.find(holds) ?? generateBody(mediaType, { view, seed, mode, holds });
    if (made === undefined) continue;
    return { mediaType: name, value: only === 'required' && schema !== undefined ? prune(made, holds) : made };
  }
  return undefined;
}

interface BodyMaking {
  readonly view: ReadView;
  readonly seed: string;
  readonly mode: 'example' | 'random';
  readonly holds: (value: unknown) => boolean;
}

function generateBody(mediaType: MediaType, { view, seed, mode, holds }: BodyMaking): unknown {
  const schema = bodySchema(mediaType, view);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const options = { seed: `${seed} body ${attempt}`, mode };
    const value = schema === undefined ? freeBody(mediaType, view, options) : schema.generate(options);
    if (value !== undefined && holds(value)) return value;
  }
  return undefined;
}

/** The document says nothing of the whole: items where it describes those, else the least that is something. */
function freeBody(
  { mediaType, itemSchema }: MediaType,
  { schemas }: ReadView,
  options: { readonly seed: string; readonly mode: 'example' | 'random' },
): unknown {
  if (itemSchema !== undefined) return [schemas.compile(itemSchema, 'request').generate(options)];
  const kind = bodyKindOf(mediaType);
  return kind === 'json' || kind === 'form' || kind === 'multipart' ? { value: 'free' } : 'free';
}

/** What an API that takes several is most likely to read well. */
function byEase(content: readonly MediaType[]): readonly MediaType[] {
  const ease = ({ mediaType }: MediaType): number => {
    const place = ['json', 'form', 'multipart', 'xml'].indexOf(bodyKindOf(mediaType));
    return place === -1 ? 4 : place;
  };
  return content.toSorted((a, b) => ease(a) - ease(b));
}
