import type { CompiledSchema } from '@mockloop/schema';
import { type MediaType, type Operation, type Parameter, serializeForm } from '@mockloop/spec-parser';
import { operationsOnUrl } from '../../support/invalid-requests.ts';
import {
  type BuildContext,
  type BuiltBody,
  type BuiltRequest,
  buildBody,
  buildRequest,
  buildValidRequest,
  FRAMING,
  parameterSchema,
} from '../../support/valid-request.ts';

/** One request that is valid, and what became of it by one mistake. */
export interface Mistake {
  readonly kind: string;
  readonly what: string;
  readonly valid: BuiltRequest;
  readonly request: BuiltRequest;
}

type Parts = Parameters<typeof buildRequest>[1];

interface Work {
  readonly operation: Operation;
  readonly context: BuildContext;
  readonly parts: Parts;
  readonly valid: BuiltRequest;
}

/** A valid request of an operation with one mistake in it, in as many ways as its document knows to be wrong. */
export async function mistakesOf(operation: Operation, context: BuildContext): Promise<readonly Mistake[]> {
  const body = await buildBody(operation, context);
  const { values } = await buildValidRequest(operation, context);
  const parts = { values, body, document: context.document };
  const valid = buildRequest(operation, parts);
  const work: Work = { operation, context, parts, valid };
  const kinds = [missingParameters, wrongParameters, repeatedParameters, bodyAtLarge, bodyMembers, ...HEAD_MISTAKES];
  return kinds.flatMap((mistakes) => [...mistakes(work)]);
}

function mistake({ valid }: Work, kind: string, what: string, request: BuiltRequest): Mistake {
  return { kind, what, valid, request };
}

function isOpenToDoubt({ operation, context }: Work): boolean {
  return operationsOnUrl(operation, context.document).length > 1;
}

/** Fields whose mistakes HTTP itself or the mock's other rules see first. */
function isSpecial({ name, in: location }: Parameter, { operation }: Work): boolean {
  const lower = name.toLowerCase();
  const isCredential = operation.security.some(({ schemes }) =>
    schemes.some(({ scheme }) => scheme.type === 'apiKey' && scheme.parameterName.toLowerCase() === lower),
  );
  return (
    isCredential ||
    FRAMING.has(lower) ||
    (location === 'header' && ['accept', 'content-type', 'authorization', 'content-encoding', 'prefer'].includes(lower))
  );
}

function* missingParameters(work: Work): Generator<Mistake> {
  const { operation, parts, context } = work;
  for (const [index, parameter] of operation.parameters.entries()) {
    const { name, in: location, required } = parameter;
    const isEmptyObject = parameterSchema(parameter, context)?.isValid({}) === true;
    if (!required || location === 'path' || isEmptyObject || isSpecial(parameter, work) || isOpenToDoubt(work))
      continue;
    const values = parts.values.with(index, undefined);
    yield mistake(work, `${location} parameter missing`, name, buildRequest(operation, { ...parts, values }));
  }
}

/** Values that often break a schema; each is only used where it does. */
function wrongScalars(value: unknown): readonly [kind: string, value: unknown][] {
  return [
    ['of the wrong type', 'not~a~scalar'],
    ['not listed', typeof value === 'string' ? `${value}x` : 'unlisted'],
    ['too large', 1e12],
    ['too small', -1e12],
    ['too long', 'lengthy'.repeat(1_000)],
    ['too short', typeof value === 'string' ? value.slice(0, 1) : 'x'],
    ['not matching', '#?#'],
  ];
}

function* wrongParameters(work: Work): Generator<Mistake> {
  const { operation, parts, context } = work;
  if (isOpenToDoubt(work)) return;
  for (const [index, parameter] of operation.parameters.entries()) {
    const schema = parameterSchema(parameter, context);
    const value = parts.values[index];
    const isWhole = parameter.in !== 'path' || operation.path.split('/').includes(`{${parameter.name}}`);
    if (schema === undefined || isSpecial(parameter, work) || !isWhole || value === undefined) continue;
    if (typeof value === 'object' || parameter.content !== undefined || parameter.style === 'deepObject') continue;
    for (const [kind, wrong] of wrongScalars(value)) {
      if (isTaken(schema, wrong)) continue;
      const values = parts.values.with(index, wrong);
      const request = buildRequest(operation, { ...parts, values });
      yield mistake(
        work,
        `${parameter.in} parameter ${kind}`,
        `${parameter.name}=${String(wrong).slice(0, 20)}`,
        request,
      );
    }
  }
}

function isTaken(schema: CompiledSchema, wrong: unknown): boolean {
  return [wrong, [String(wrong)], schema.coerce(String(wrong))].some((value) => schema.isValid(value));
}

function* repeatedParameters(work: Work): Generator<Mistake> {
  const { operation, parts, valid, context } = work;
  for (const [index, parameter] of operation.parameters.entries()) {
    const schema = parameterSchema(parameter, context);
    const value = parts.values[index];
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    if (parameter.in !== 'query' || !isScalar || schema?.isValid([value]) !== false || isSpecial(parameter, work))
      continue;
    if (schema.isValid([String(value)]) || isOpenToDoubt(work)) continue;
    const target = `${valid.target}&${encodeURIComponent(parameter.name)}=${String(value)}`;
    yield mistake(work, 'query parameter repeated', parameter.name, { ...valid, target });
    return;
  }
}

function withBytes(body: BuiltBody, bytes: Uint8Array | string, instance: unknown): BuiltBody {
  return { ...body, bytes: Buffer.from(bytes), instance };
}

function* bodyAtLarge(work: Work): Generator<Mistake> {
  const { operation, parts } = work;
  const { body } = parts;
  if (body === undefined || isOpenToDoubt(work)) return;
  const build = (changed: BuiltBody | undefined): BuiltRequest => buildRequest(operation, { ...parts, body: changed });
  const names = operation.requestBody?.content.map(({ mediaType }) => mediaType) ?? [];
  if (operation.requestBody?.required) yield mistake(work, 'body missing', '', build(undefined));
  if (!names.some((name) => name.includes('*') || name === 'application/octet-stream')) {
    yield mistake(work, 'content type wrong', 'x-unknown', build({ ...body, contentType: 'application/x-unknown' }));
  }
  if (!isJson(body)) return;
  const text = JSON.stringify(body.instance);
  yield mistake(work, 'JSON broken', 'cut', build(withBytes(body, '{"a":', undefined)));
  if (/^[{[]./.test(text))
    yield mistake(
      work,
      'JSON broken',
      'comma',
      build(withBytes(body, `${text.slice(0, -1)},${text.slice(-1)}`, undefined)),
    );
}

function isJson({ contentType }: BuiltBody): boolean {
  return /[/+]json\b/.test(contentType);
}

function* bodyMembers(work: Work): Generator<Mistake> {
  const { operation, parts, context } = work;
  const { body } = parts;
  const mediaType = operation.requestBody?.content[0];
  if (body === undefined || mediaType?.schema === undefined || isOpenToDoubt(work)) return;
  const schema = context.schemas.compile(mediaType.schema, 'request');
  const counts = new Map<string, number>();
  for (const [kind, what, instance] of brokenInstances(body.instance)) {
    const bytes = bytesOf(instance, body, mediaType);
    if (
      bytes === undefined ||
      (counts.get(kind) ?? 0) >= 3 ||
      !schema.isValid(body.instance) ||
      schema.isValid(instance)
    )
      continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    yield mistake(
      work,
      `body ${kind}`,
      what,
      buildRequest(operation, { ...parts, body: withBytes(body, bytes, instance) }),
    );
  }
}

function bytesOf(instance: unknown, body: BuiltBody, { encoding, mediaType }: MediaType): string | undefined {
  if (isJson(body)) return JSON.stringify(instance);
  const isForm = mediaType.startsWith('application/x-www-form-urlencoded');
  return isForm && typeof instance === 'object' ? serializeForm(instance, encoding) : undefined;
}

type Broken = readonly [kind: string, what: string, instance: unknown];

function* brokenInstances(instance: unknown): Generator<Broken> {
  yield ['of another type', '', Array.isArray(instance) ? {} : []];
  for (const [pointer, value, replace] of membersOf(instance, 4)) {
    yield ['member missing', pointer, replace(undefined)];
    yield ['member of another type', pointer, replace({ unexpected: [null] })];
    yield ['member misspelt', pointer, replace(value, misspell)];
    yield ['member unknown', pointer, replace(value, undefined, { 'x~unknown/member': 1 })];
    for (const [kind, wrong] of wrongScalars(value))
      if (typeof value !== 'object') yield [`member ${kind}`, pointer, replace(wrong)];
  }
}

function misspell(name: string): string {
  return name.length < 4 ? `${name}${name}` : `${name.slice(0, 1)}${name[2]}${name[1]}${name.slice(3)}`;
}

type Replace = (value: unknown, rename?: (name: string) => string, beside?: object) => unknown;

/** Each member of the objects in an instance, with what makes the instance with another value for it. */
function* membersOf(instance: unknown, depth: number): Generator<readonly [string, unknown, Replace]> {
  if (typeof instance !== 'object' || instance === null || depth === 0) return;
  for (const name of Object.keys(instance).slice(0, 12)) {
    const value: unknown = Reflect.get(instance, name);
    if (Array.isArray(instance)) {
      for (const [pointer, inner, replace] of membersOf(value, depth - 1))
        yield [`/${name}${pointer}`, inner, (...changed) => instance.with(Number(name), replace(...changed))];
      continue;
    }
    yield [
      `/${name}`,
      value,
      (changed, rename = String, beside = {}) => {
        const entries = Object.entries(instance).map(([key, old]) =>
          key === name ? [rename(key), changed] : [key, old],
        );
        return { ...Object.fromEntries(entries.filter(([, one]) => one !== undefined)), ...beside };
      },
    ];
    for (const [pointer, inner, replace] of membersOf(value, depth - 1))
      yield [`/${name}${pointer}`, inner, (...changed) => ({ ...instance, [name]: replace(...changed) })];
  }
}

function* wrongPaths(work: Work): Generator<Mistake> {
  const { valid, operation } = work;
  const [path = '', query] = valid.target.split('?');
  const template = operation.path.split(/[?#]/)[0]?.split('/') ?? [];
  const segments = path.split('/');
  const rebuilt = (changed: readonly string[]): BuiltRequest => ({
    ...valid,
    target: changed.join('/') + (query === undefined ? '' : `?${query}`),
  });
  const literal = template.findLastIndex((segment) => segment.length > 3 && !segment.includes('{'));
  if (literal === -1 || template.length !== segments.length) return;
  const typo = misspell(segments[literal] ?? '');
  yield mistake(work, 'path misspelt', typo, rebuilt(segments.with(literal, typo)));
  yield mistake(work, 'path with a segment too many', '', rebuilt(['', 'extra', ...segments.slice(1)]));
}

const METHODS = ['PUT', 'PATCH', 'DELETE', 'POST', 'GET'];

function* wrongMethods(work: Work): Generator<Mistake> {
  const { valid, operation, context } = work;
  const plain = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}');
  const known = context.document.operations
    .filter(({ path }) => plain(path) === plain(operation.path))
    .map(({ method }) => method);
  const method = METHODS.find((one) => !known.includes(one));
  if (method !== undefined) yield mistake(work, 'method wrong', method, { ...valid, method });
}

function* missingCredentials(work: Work): Generator<Mistake> {
  const { operation, parts } = work;
  const schemes = operation.security.flatMap((requirement) => requirement.schemes.map(({ scheme }) => scheme));
  const isNeeded = operation.security.every((requirement) =>
    requirement.schemes.some(({ scheme }) => scheme.type !== 'mutualTLS'),
  );
  const names = new Set([
    'authorization',
    ...schemes.map((scheme) => (scheme.type === 'apiKey' ? scheme.parameterName.toLowerCase() : '')),
  ]);
  const isParameter = operation.parameters.some(({ name }) => names.has(name.toLowerCase()));
  if (schemes.length === 0 || !isNeeded || isParameter) return;
  yield mistake(work, 'credentials missing', '', buildRequest(operation, { ...parts, withoutCredentials: true }));
}

function* wrongHeaders(work: Work): Generator<Mistake> {
  const { valid } = work;
  const withHeader = (name: string, value: string): BuiltRequest => ({
    ...valid,
    headers: { ...valid.headers, [name]: value },
  });
  yield mistake(work, 'accept wrong', '', withHeader('accept', 'chemical/x-unknown'));
  yield mistake(work, 'preference wrong', '', withHeader('prefer', 'wait=5, code=4o4'));
}

/** A mistake in the body and one in a parameter, under a wrong method or path, with wrong fields besides. */
function* severalAtOnce(work: Work): Generator<Mistake> {
  const [inBody] = [...bodyMembers(work), ...bodyAtLarge(work)];
  const [inParameter] = [...missingParameters(work), ...wrongParameters(work)].filter(
    ({ kind }) => !kind.startsWith('path'),
  );
  if (inBody === undefined && inParameter === undefined) return;
  const { target, headers } = (inParameter ?? inBody ?? work).valid;
  const wrong = inParameter?.request ?? { target, headers };
  const misspelt = [...wrongPaths({ ...work, valid: { ...work.valid, ...wrong } })][0]?.request ?? wrong;
  const fields = { ...inBody?.request.headers, ...misspelt.headers, accept: 'chemical/x-unknown', prefer: 'code=4o4' };
  const request = { ...(inBody?.request ?? work.valid), target: misspelt.target, headers: fields };
  yield mistake(work, 'several at once', `${inBody?.kind ?? ''} ${inParameter?.kind ?? ''}`, request);
}

const HEAD_MISTAKES = [severalAtOnce, wrongPaths, wrongMethods, missingCredentials, wrongHeaders];
