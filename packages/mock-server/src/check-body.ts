import { type BodyProblem, matchMediaType, readBody } from '@mockloop/body';
import type { LoggedViolation } from '@mockloop/log-store';
import type { CompiledSchema, Schemas } from '@mockloop/schema';
import type { ApiDocument, MediaType, Operation } from '@mockloop/spec-parser';
import { andThen } from './and-then.ts';
import { BodyTooLargeError, type MockRequest } from './mock-request.ts';
import { toViolation } from './violation.ts';

/** What is wrong with a request's body: its media type, its syntax, or what it says. */
export interface BodyFailure {
  readonly kind: 'media-type' | 'syntax' | 'content';
  readonly violations: readonly LoggedViolation[];
}

/** The request body of one operation. */
export interface BodyCheck {
  /** @param bytes As received; empty for none. */
  check(request: MockRequest, bytes: Uint8Array): BodyFailure | undefined | Promise<BodyFailure | undefined>;
  /** What the body says, or a promise of it; `undefined` where there is none or it cannot be read. */
  value(request: MockRequest, bytes: Uint8Array): unknown;
}

const LOCATION = ['body'];
/** Nobody reads more, and each costs time. */
const MAX_VIOLATIONS = 100;

/** Prepares the check of an operation's request body. */
export function compileBodyCheck({ requestBody }: Operation, context: BodyContext): BodyCheck {
  if (requestBody === undefined) return { check: () => undefined, value: () => undefined };
  const { content, required } = requestBody;
  const value: BodyCheck['value'] = (request, bytes) => {
    const mediaType = bytes.length === 0 ? undefined : chooseMediaType(content, request.header('content-type'));
    if (mediaType === undefined) return undefined;
    const read = readContent(mediaType, { ...context, request, bytes });
    return andThen(read, (result) => ('value' in result ? result.value : undefined));
  };
  const check: BodyCheck['check'] = (request, bytes) => {
    if (bytes.length === 0) return required ? failure('content', 'required', 'the body is missing') : undefined;
    const contentType = request.header('content-type');
    const mediaType = chooseMediaType(content, contentType);
    if (mediaType === undefined) {
      if (content.length === 0) return undefined;
      return failure(
        'media-type',
        'content-type',
        `the body is ${contentType}; the operation takes ${content.map((one) => one.mediaType).join(', ')}`,
      );
    }
    return checkContent(mediaType, { ...context, request, bytes });
  };
  return { check, value };
}

/**
 * The most specific that fits. Without a `Content-Type`, the body is taken for the document's first media type (RFC 9110
 * §8.3); `application/octet-stream` stands for any bytes.
 */
export function chooseMediaType(content: readonly MediaType[], contentType: string | undefined): MediaType | undefined {
  if (contentType === undefined) return content[0];
  const exact = content.find(({ mediaType }) => mediaType === contentType);
  if (exact !== undefined) return exact;
  const [fitting] = content
    .filter(({ mediaType }) => matchMediaType(mediaType, contentType))
    .toSorted((a, b) => wildcards(a) - wildcards(b));
  return fitting ?? content.find(({ mediaType }) => mediaType === 'application/octet-stream');
}

function wildcards({ mediaType }: MediaType): number {
  return mediaType.split('*').length;
}

interface BodyContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly settings: { readonly maxBodyBytes: number };
}

interface Content extends BodyContext {
  readonly request: MockRequest;
  readonly bytes: Uint8Array;
}

function readContent(
  mediaType: MediaType,
  { document, schemas, settings, request, bytes }: Content,
): ReturnType<typeof readBody> {
  return readBody(bytes, {
    mediaType,
    contentType: request.header('content-type') ?? mediaType.mediaType,
    contentEncoding: request.header('content-encoding'),
    schema: mediaType.schema === undefined ? undefined : schemas.compile(mediaType.schema, 'request'),
    lookup: (uri) => document.schema(uri),
    placeOf: (uri) => document.placeOf(uri),
    maxBytes: settings.maxBodyBytes,
  });
}

function checkContent(
  mediaType: MediaType,
  content: Content,
): BodyFailure | undefined | Promise<BodyFailure | undefined> {
  const { schemas, settings } = content;
  const schema = mediaType.schema === undefined ? undefined : schemas.compile(mediaType.schema, 'request');
  return andThen(readContent(mediaType, content), (result) => {
    if ('problems' in result) return unreadable(result.problems, settings.maxBodyBytes);
    const violations = [
      ...violationsOf(schema, result.value, LOCATION),
      ...itemViolations(mediaType, result.value, schemas),
    ];
    return violations.length === 0 ? undefined : { kind: 'content' as const, violations };
  });
}

function violationsOf(
  schema: CompiledSchema | undefined,
  value: unknown,
  location: readonly string[],
): readonly LoggedViolation[] {
  if (schema === undefined || schema.isValid(value)) return [];
  return schema.validate(value).map((violation) => toViolation(location, violation, 'the body'));
}

/** Each item of a sequence has a schema of its own (OpenAPI 3.2 §4.14.2). */
function itemViolations({ itemSchema }: MediaType, value: unknown, schemas: Schemas): readonly LoggedViolation[] {
  if (itemSchema === undefined || !Array.isArray(value)) return [];
  const schema = schemas.compile(itemSchema, 'request');
  const violations: LoggedViolation[] = [];
  for (const [index, item] of value.entries()) {
    violations.push(...violationsOf(schema, item, [...LOCATION, String(index)]));
    if (violations.length >= MAX_VIOLATIONS) break;
  }
  return violations;
}

/** @throws {BodyTooLargeError} when it is too large once it is unpacked. */
function unreadable(problems: readonly BodyProblem[], maxBytes: number): BodyFailure {
  if (problems.some(({ code }) => code === 'TOO_LARGE')) throw new BodyTooLargeError(maxBytes);
  const violations = problems.map(({ code, message }) => toProblemViolation(code, `the body ${message}`));
  // RFC 9110 §15.5.16
  return {
    kind: problems.some(({ code }) => code === 'UNKNOWN_CONTENT_ENCODING') ? 'media-type' : 'syntax',
    violations,
  };
}

function toProblemViolation(code: string, message: string): LoggedViolation {
  return { location: LOCATION, severity: 'Error', code, message };
}

function failure(kind: BodyFailure['kind'], code: string, message: string): BodyFailure {
  return { kind, violations: [toProblemViolation(code, message)] };
}
