import type { ApiDocument } from '@mockloop/spec-parser';

/**
 * The methods that a document has for a path, by whichever of its templates takes it. In doubt a template takes it: between its parameters
 * nothing is compared.
 *
 * @param target The path of a request, and perhaps its query.
 */
export function methodsAt(target: string, { operations }: ApiDocument): ReadonlySet<string> {
  const segments = segmentsOf(target);
  const taking = operations.filter(({ path }) => takes(segmentsOf(path), segments));
  return new Set(taking.map(({ method }) => method));
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/[?#].*$/s, '').split('/');
}

function takes(template: readonly string[], path: readonly string[]): boolean {
  return template.length === path.length && template.every((part, index) => isLike(part, path[index] ?? ''));
}

function isLike(template: string, segment: string): boolean {
  const first = template.indexOf('{');
  if (first === -1) return template === segment;
  return (
    segment.startsWith(template.slice(0, first)) && segment.endsWith(template.slice(template.lastIndexOf('}') + 1))
  );
}
