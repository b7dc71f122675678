import type { Diagnostic } from './diagnostic.ts';
import { SpecError, type SpecErrorDetails } from './errors.ts';
import { unsupportedFormat } from './input/parse-text.ts';
import { formatOfText, formatOfValue } from './input/recognise-format.ts';
import type { OpenApiVersion } from './model.ts';
import { isObject, own, type PlainObject } from './plain-object.ts';

const SUPPORTED = '2.0, 3.0, 3.1 and 3.2';

/**
 * The version that a parsed document says it is written in.
 *
 * @param text Where the document was text: names the format where it is no object.
 * @throws {SpecError} `FORMAT_UNSUPPORTED`, `VERSION_UNSUPPORTED` or `DOCUMENT_INVALID`.
 */
export function documentVersion(root: unknown, file: string, text = ''): OpenApiVersion {
  const format = formatOfValue(root) ?? (isApiDocument(root) ? undefined : formatOfText(text));
  if (!isApiDocument(root)) throw format === undefined ? notAnApiDocument(root, file) : unsupportedFormat(format, file);
  if (own(root, 'swagger') !== undefined && own(root, 'openapi') !== undefined) {
    const advice = 'Remove the one that it is not written in.';
    throw invalid('The document says both `swagger` and `openapi`.', { advice, file });
  }
  const key = own(root, 'swagger') === undefined ? 'openapi' : 'swagger';
  const version = versionOf(key, root[key]);
  if (version !== undefined) return version;
  const message = `The document says \`${key}: ${JSON.stringify(root[key])}\`; supported are ${SUPPORTED}.`;
  const advice = 'Write the version of the OpenAPI Specification that it follows, e.g. `openapi: 3.1.1`.';
  throw new SpecError('VERSION_UNSUPPORTED', message, { advice, file, pointer: `/${key}` });
}

/** The version that an object carries, where it is an API document of a version that is known. */
export function versionIn(root: unknown): OpenApiVersion | undefined {
  return versionOf('swagger', own(root, 'swagger')) ?? versionOf('openapi', own(root, 'openapi'));
}

/**
 * Checks that there is something to serve.
 *
 * @throws {SpecError} `DOCUMENT_INVALID`
 */
export function checkServable(root: unknown, version: OpenApiVersion, file: string): void {
  const paths = own(root, 'paths');
  if (isObject(paths)) return;
  const advice = 'Add `paths`, an object with a path such as `/pets` for each key.';
  if (paths !== undefined)
    throw invalid(`\`paths\` is ${nameOf(paths)}, not an object.`, { advice, file, pointer: '/paths' });
  const isOptional = version === '3.1' || version === '3.2';
  const hasOther = own(root, 'webhooks') !== undefined || own(root, 'components') !== undefined;
  if (!isOptional || !hasOther) throw invalid('The document has no `paths`.', { advice, file });
}

/** A version that is a number, which YAML makes of an unquoted `3.0`. */
export function numericVersion(root: unknown, file: string): Diagnostic[] {
  const key = own(root, 'swagger') === undefined ? 'openapi' : 'swagger';
  if (typeof own(root, key) !== 'number') return [];
  return [
    {
      severity: 'warning',
      code: 'VERSION_NOT_A_STRING',
      message: `\`${key}\` is a number; other tools will refuse the document.`,
      advice: 'Put the version in quotes.',
      file,
      pointer: `/${key}`,
    },
  ];
}

function isApiDocument(root: unknown): root is PlainObject {
  return own(root, 'swagger') !== undefined || own(root, 'openapi') !== undefined;
}

function versionOf(key: 'swagger' | 'openapi', value: unknown): OpenApiVersion | undefined {
  const text = typeof value === 'number' ? (Number.isInteger(value) ? `${value}.0` : String(value)) : value;
  if (typeof text !== 'string') return undefined;
  if (key === 'swagger') return /^2\.0(?:\.|$)/.test(text) ? '2.0' : undefined;
  const minor = /^3\.([0-2])(?:[.-]|$)/.exec(text)?.[1];
  return minor === undefined ? undefined : (`3.${minor}` as OpenApiVersion);
}

function notAnApiDocument(root: unknown, file: string): SpecError {
  const advice = `Give an OpenAPI document: ${SUPPORTED}, as JSON or YAML.`;
  if (!isObject(root)) return invalid(`The document is ${nameOf(root)}, not an object.`, { advice, file });
  return invalid('The document has neither `openapi` nor `swagger`, so its format is not known.', { advice, file });
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

function invalid(message: string, details: SpecErrorDetails): SpecError {
  return new SpecError('DOCUMENT_INVALID', message, details);
}
