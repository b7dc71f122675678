import type { Parameter } from '../model.ts';
import type { Node } from '../node.ts';
import type { ReadContext } from './read-context.ts';

/**
 * The names in a path template, in order: `{id}`, and `{+path}` or `{path*}`, which documents in use borrow from
 * RFC 6570. What stands behind a `?` or `#` is no part of the path.
 */
export function templateNames(path: string): string[] {
  const names: string[] = [];
  for (const [part, name] of path.matchAll(/[?#]|\{([^{}]+)\}/g)) {
    if (name === undefined && (part === '?' || part === '#')) break;
    if (name !== undefined) names.push(name.replace(/^[+/.;]|[*+]$/g, ''));
  }
  return names;
}

/** A parameter for each name of a template that no parameter of the document has: any text. */
export function impliedPathParameters(
  { schemas }: ReadContext,
  { path, pathItem }: { readonly path: string; readonly pathItem: Node },
  declared: readonly Parameter[],
): Parameter[] {
  const names = new Set(declared.filter((parameter) => parameter.in === 'path').map(({ name }) => name));
  return [...new Set(templateNames(path))]
    .filter((name) => !names.has(name))
    .map((name) => ({
      name,
      in: 'path',
      pointer: pathItem.at,
      required: true,
      deprecated: false,
      style: 'simple',
      explode: false,
      allowReserved: false,
      allowEmptyValue: false,
      schema: schemas.madeUp('any text', pathItem, { type: 'string', minLength: 1 }),
      examples: [],
    }));
}
