import {
  type ApiDocument,
  type MediaType,
  type Operation,
  type OperationEntry,
  type Parameter,
  type ResponseObject,
  type SchemaUri,
  tryReadOperation,
} from '@mockloop/spec-parser';
import type { OperationKind, StatusClass } from './pack.ts';
import { outlineOf } from './schema-outline.ts';

/** What an operation offers to the rules of packs. */
export interface OperationTraits {
  readonly entry: OperationEntry;
  readonly kinds: ReadonlySet<OperationKind>;
  readonly takesId: boolean;
  readonly needsAuth: boolean;
  readonly hasBody: boolean;
  readonly hasPathParameter: boolean;
  /** Free text. */
  readonly acceptsQueryText: boolean;
  readonly acceptsBodyText: boolean;
  readonly paged: boolean;
  /** As the document writes them, `default` left out: `404`, `4XX`. */
  readonly statuses: readonly string[];
  /** It has a `default` response beside those of success: what it answers when something is wrong. */
  readonly hasDefaultError: boolean;
  /** The schema of the JSON that its success is answered in, and that answer's status. */
  readonly success?: { readonly status: number; readonly schema: SchemaUri } | undefined;
}

const known = new WeakMap<ApiDocument, readonly OperationTraits[]>();

/** Of every operation that can be read, in document order. Read once for each document. */
export function traitsOf(document: ApiDocument): readonly OperationTraits[] {
  const found = known.get(document);
  if (found !== undefined) return found;
  const paths = new Set(document.operations.map(({ path }) => path));
  const collections = new Set([...paths].filter(endsWithParameter).map(parentOf));
  const traits = document.operations.flatMap((entry) => {
    const operation = tryReadOperation(document, entry);
    return operation === undefined ? [] : [readTraits(document, operation, { entry, collections })];
  });
  known.set(document, traits);
  return traits;
}

/** Whether the operation declares a response of this status, or of one of this class. */
export function declares({ statuses, hasDefaultError }: OperationTraits, wanted: StatusClass | number): boolean {
  const text = String(wanted);
  const range = `${text[0]}XX`;
  if (statuses.some((status) => status === text || status === range || (text === range && status[0] === text[0]))) {
    return true;
  }
  return hasDefaultError && (text[0] === '4' || text[0] === '5');
}

/** Whether a path template ends with a parameter. */
export function endsWithParameter(path: string): boolean {
  return /\{[^{}]*\}[^/]*\/?$/.test(path);
}

/** A path template without its last segment. */
export function parentOf(path: string): string {
  return path.replace(/\/[^/]*\/?$/, '');
}

interface Surroundings {
  readonly entry: OperationEntry;
  /** Paths that have an item path below them. */
  readonly collections: ReadonlySet<string>;
}

function readTraits(
  document: ApiDocument,
  operation: Operation,
  { entry, collections }: Surroundings,
): OperationTraits {
  const statuses = operation.responses.map(({ status }) => status).filter((status) => status !== 'default');
  const success = successOf(operation);
  const takesId = endsWithParameter(entry.path);
  const queryParameters = operation.parameters.filter((parameter) => parameter.in === 'query');
  return {
    entry,
    kinds: kindsOf(entry.method, {
      takesId,
      isCollection: collections.has(entry.path.replace(/\/$/, '')) || statuses.includes('201'),
      answersList: success !== undefined && holdsArray(document, success.schema),
    }),
    takesId,
    needsAuth: operation.security.length > 0 && operation.security.every(({ schemes }) => schemes.length > 0),
    hasBody: operation.requestBody !== undefined && operation.requestBody.content.length > 0,
    hasPathParameter: entry.path.includes('{'),
    acceptsQueryText: queryParameters.some((parameter) => takesText(document, parameter)),
    acceptsBodyText: (operation.requestBody?.content ?? []).some((mediaType) => hasTextField(document, mediaType)),
    paged: queryParameters.some(({ name }) => PAGING.test(name)),
    statuses,
    hasDefaultError: statuses.some((status) => /^[23]/.test(status)) && statuses.length < operation.responses.length,
    success,
  };
}

const PAGING =
  /^(?:(?:page|\$)[_.[-]?)?(?:page|number|per[_-]?page|size|limit|offset|skip|top|cursor|after|before|token|continue|starting[_-]?after|max[_-]?results|count)\]?$/i;

const WRITING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function kindsOf(
  method: string,
  { takesId, isCollection, answersList }: { takesId: boolean; isCollection: boolean; answersList: boolean },
): ReadonlySet<OperationKind> {
  const kinds: readonly (readonly [OperationKind, boolean])[] = [
    ['any', true],
    ['read', method === 'GET'],
    ['list', method === 'GET' && !takesId && answersList],
    ['write', WRITING.has(method)],
    ['create', method === 'POST' && !takesId && isCollection],
    ['update', method === 'PATCH' || (method === 'POST' && takesId)],
    ['replace', method === 'PUT'],
    ['delete', method === 'DELETE'],
  ];
  return new Set(kinds.filter(([, holds]) => holds).map(([kind]) => kind));
}

/** The response that a mock gives when nothing else is said: the lowest 2xx. */
function successOf(operation: Operation): OperationTraits['success'] {
  const [lowest] = operation.responses
    .filter(({ status }) => /^2(?:\d\d|XX)$/.test(status))
    .toSorted((a, b) => statusNumber(a) - statusNumber(b));
  const schema = lowest?.content.find(({ mediaType }) => isJson(mediaType))?.schema;
  return lowest === undefined || schema === undefined ? undefined : { status: statusNumber(lowest), schema };
}

function statusNumber({ status }: ResponseObject): number {
  return Number(status.replace('XX', '00'));
}

function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(mediaType);
}

function holdsArray(document: ApiDocument, schema: SchemaUri): boolean {
  const { isArray, properties } = outlineOf(document, schema);
  return isArray || properties.values().some((property) => outlineOf(document, property).isArray);
}

function takesText(document: ApiDocument, { schema }: Parameter): boolean {
  return schema !== undefined && outlineOf(document, schema).isText;
}

function hasTextField(document: ApiDocument, { mediaType, schema }: MediaType): boolean {
  if (schema === undefined || !(isJson(mediaType) || /form/i.test(mediaType))) return false;
  const { isText, properties } = outlineOf(document, schema);
  return isText || properties.values().some((property) => outlineOf(document, property).isText);
}
