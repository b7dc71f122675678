import { parsePathTemplate } from '../path-template.ts';

/** A segment of a path as storage sees it. */
type ShapeSegment =
  | { readonly kind: 'literal'; readonly text: string }
  /** More than one name where parameters share a segment: `{base}...{head}`. */
  | { readonly kind: 'parameter'; readonly names: readonly string[] };

/** What a path template says of collections and items, without what only HTTP or the file type needs. */
export interface PathShape {
  readonly segments: readonly ShapeSegment[];
  /** The same for paths that differ in the names of their parameters only. */
  readonly key: string;
}

/** `.json` and the like say how an item is written, not which it is. */
const EXTENSION = /\.(json|xml|yaml|yml|csv|html)$/i;
/** A parameter that says the same: `{AccountSid}{mediaTypeExtension}`. */
const EXTENSION_NAME = /(extension|ext|format|mediatype)$/i;
/** `Users({id})` and `Users('{id}')` (OData). */
const CALL = /^([^{}()]+)\(['"]?\{([^{}]+)\}['"]?\)$/;

/** @returns `undefined` for templates that share their path with others: `/queue#SendMessage`, `/?Action=List`. */
export function shapeOfPath(path: string): PathShape | undefined {
  const template = parsePathTemplate(path);
  if (template.fragment !== undefined || template.query.length > 0) return undefined;
  const texts = path.split('/').filter((text) => text !== '');
  const last = texts.length - 1;
  return toShape(texts.flatMap((text, index) => readSegment(index === last ? text.replace(EXTENSION, '') : text)));
}

function toShape(segments: readonly ShapeSegment[]): PathShape {
  return {
    segments,
    key: segments.map((segment) => `/${segment.kind === 'literal' ? segment.text : '{}'}`).join(''),
  };
}

/** The first `length` segments. */
export function prefixOf({ segments }: PathShape, length: number): PathShape {
  return toShape(segments.slice(0, length));
}

export function literalsOf({ segments }: PathShape): readonly string[] {
  return segments.flatMap((segment) => (segment.kind === 'literal' ? [segment.text] : []));
}

function readSegment(text: string): readonly ShapeSegment[] {
  const call = CALL.exec(text);
  if (call !== null) return [literal(call[1] ?? ''), parameter([call[2] ?? ''])];
  const all = [...text.matchAll(/\{[+/.;?&#]?([^{}]*?)\*?\}/g)].map((match) => match[1]?.split('=')[0] ?? '');
  const names = all.filter(
    (name, index) => !(EXTENSION_NAME.test(name) && index === all.length - 1 && text !== `{${name}}`),
  );
  // `{name}:cancel` and `messages:batchGet` call something on what stands before the colon.
  const colon = names.length === 0 ? text.indexOf(':') : text.indexOf(':', text.lastIndexOf('}'));
  const verb = colon > 0 && colon < text.length - 1 ? [literal(text.slice(colon))] : [];
  if (names.length > 0) return [parameter(names), ...verb];
  return [literal((verb.length > 0 ? text.slice(0, colon) : text).replace(/\.?\{[^{}]*\}$/, '')), ...verb];
}

function literal(text: string): ShapeSegment {
  return { kind: 'literal', text };
}

function parameter(names: readonly string[]): ShapeSegment {
  return { kind: 'parameter', names };
}
