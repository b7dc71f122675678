import type { ApiDocument, Operation, OperationEntry } from '@mockloop/spec-parser';
import {
  type BuildContext,
  type BuiltRequest,
  buildBody,
  buildRequest,
  buildValidRequest,
  FRAMING,
  parameterSchema,
} from './valid-request.ts';

export interface InvalidRequest {
  readonly why: string;
  readonly request: BuiltRequest;
}

/** Requests that break the document in one way each, where the document says enough to know that they do. */
export async function invalidRequests(operation: Operation, context: BuildContext): Promise<readonly InvalidRequest[]> {
  const body = await buildBody(operation, context);
  const { values } = await buildValidRequest(operation, context);
  const parts = { values, body, document: context.document };
  return [
    ...(isReachedOtherwise(operation, context)
      ? []
      : [
          ...withoutRequiredParameters(operation, parts, context),
          ...withWrongTypes(operation, parts, context),
          ...withWrongBodies(operation, parts, context),
        ]),
    ...withoutCredentials(operation, parts),
  ];
}

type Parts = Parameters<typeof buildRequest>[1];

function withoutRequiredParameters(operation: Operation, parts: Parts, context: BuildContext): InvalidRequest[] {
  return operation.parameters.flatMap((parameter, index) => {
    const mayBeAbsent = parameter.in === 'path' || FRAMING.has(parameter.name.toLowerCase());
    // An object whose members stand beside the other pairs is empty when none of them is sent.
    const isEmptyObject = parameter.in === 'query' && parameterSchema(parameter, context)?.isValid({});
    if (!parameter.required || mayBeAbsent || isEmptyObject || isCredential(operation, parameter.name)) return [];
    const values = parts.values.with(index, undefined);
    return [
      { why: `without ${parameter.in} ${parameter.name}`, request: buildRequest(operation, { ...parts, values }) },
    ];
  });
}

/** A credential of the same name would stand in for the parameter. */
function isCredential(operation: Operation, name: string): boolean {
  return operation.security.some(({ schemes }) =>
    schemes.some(({ scheme }) => scheme.type === 'apiKey' && scheme.parameterName.toLowerCase() === name.toLowerCase()),
  );
}

/** A text that no integer, number or boolean can be. */
const NO_SCALAR = 'not~a~scalar';

function withWrongTypes(operation: Operation, parts: Parts, context: BuildContext): InvalidRequest[] {
  return operation.parameters.flatMap((parameter, index) => {
    const schema = parameterSchema(parameter, context);
    if (
      schema === undefined ||
      FRAMING.has(parameter.name.toLowerCase()) ||
      parameter.content !== undefined ||
      parameter.style === 'deepObject'
    )
      return [];
    if (
      schema.isValid(NO_SCALAR) ||
      schema.isValid([NO_SCALAR]) ||
      schema.isValid(schema.coerce(NO_SCALAR)) ||
      typeof parts.values[index] === 'object'
    )
      return [];
    // Beside other text in its segment, or absent from the template, it is no longer the parameter that is wrong.
    if (parameter.in === 'path' && !operation.path.split('/').includes(`{${parameter.name}}`)) return [];
    const values = parts.values.with(index, NO_SCALAR);
    return [
      {
        why: `${parameter.in} ${parameter.name} is ${NO_SCALAR}`,
        request: buildRequest(operation, { ...parts, values }),
      },
    ];
  });
}

/** Where two operations share one URL, a request that one refuses may be meant for the other. */
function isReachedOtherwise(operation: Operation, { document }: BuildContext): boolean {
  return operationsOnUrl(operation, document).length > 1;
}

/** An operation and those that differ from it only in the query or fragment of their templates, or in names of parameters. */
export function operationsOnUrl(
  { method, path }: OperationEntry | Operation,
  document: ApiDocument,
): readonly OperationEntry[] {
  const plain = (template: string): string => (template.split(/[?#]/)[0] ?? '').replace(/\{[^{}]*\}/g, '{}');
  return document.operations.filter((other) => other.method === method && plain(other.path) === plain(path));
}

function withWrongBodies(operation: Operation, parts: Parts, context: BuildContext): InvalidRequest[] {
  const { body } = parts;
  const { requestBody } = operation;
  const mediaType = requestBody?.content[0];
  if (body === undefined || mediaType === undefined) return [];
  const invalid: InvalidRequest[] = [];
  const add = (why: string, changed: Parts['body']): void => {
    invalid.push({ why, request: buildRequest(operation, { ...parts, body: changed }) });
  };
  if (requestBody?.required) add('without its body', undefined);
  if (!requestBody?.content.some(({ mediaType: name }) => name.includes('*') || name === 'application/octet-stream'))
    add('of an unknown media type', { ...body, contentType: 'application/x-unknown', bytes: Buffer.from('x') });
  if (!/[/+]json\b/.test(body.contentType)) return invalid;
  add('with broken JSON', { ...body, bytes: Buffer.from('{"a":') });
  const schema = mediaType.schema === undefined ? undefined : context.schemas.compile(mediaType.schema, 'request');
  for (const [why, instance] of brokenInstances(body.instance)) {
    if (schema !== undefined && !schema.isValid(instance))
      add(why, { ...body, bytes: Buffer.from(JSON.stringify(instance)) });
  }
  return invalid;
}

/** The instance with another type, and without each of its members. */
function* brokenInstances(instance: unknown): Generator<[why: string, instance: unknown]> {
  yield ['with a body of another type', Array.isArray(instance) ? {} : []];
  if (typeof instance !== 'object' || instance === null || Array.isArray(instance)) return;
  for (const name of Object.keys(instance).slice(0, 5)) {
    const { [name]: _, ...rest } = instance as Record<string, unknown>;
    yield [`without the member ${name}`, rest];
    yield [`with ${name} of another type`, { ...rest, [name]: { unexpected: [null] } }];
  }
}

function withoutCredentials(operation: Operation, parts: Parts): InvalidRequest[] {
  const schemes = operation.security.flatMap((requirement) => requirement.schemes.map(({ scheme }) => scheme));
  const isOpen =
    operation.security.length === 0 ||
    operation.security.some((requirement) => requirement.schemes.every(({ scheme }) => scheme.type === 'mutualTLS'));
  const isParameter = schemes.some(
    (scheme) =>
      scheme.type === 'apiKey' &&
      operation.parameters.some(({ name }) => name.toLowerCase() === scheme.parameterName.toLowerCase()),
  );
  if (isOpen || isParameter || operation.parameters.some(({ name }) => name.toLowerCase() === 'authorization'))
    return [];
  return [{ why: 'without credentials', request: buildRequest(operation, { ...parts, withoutCredentials: true }) }];
}
