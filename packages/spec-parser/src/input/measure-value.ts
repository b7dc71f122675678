import { SpecError } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';

interface Extent {
  /** Values in it, itself included, shared ones counted as often as they occur. */
  readonly size: number;
  /** Levels in it, its own included. */
  readonly height: number;
}

const SCALAR: Extent = { size: 1, height: 0 };

/**
 * Checks a parsed value whose parts may be shared, as those of YAML aliases and of objects made by programs are: how
 * deep it is, how many values it has with every alias written out, and that it does not hold itself. Each part is
 * looked at once.
 *
 * @throws {SpecError} `LIMIT_EXCEEDED`, or `DOCUMENT_INVALID` where it holds itself.
 */
export function measureValue(value: unknown, limits: LoadLimits, file: string): void {
  const extents = new Map<object, Extent>();
  const open = new Set<object>();
  measure(value, 0);

  function measure(part: unknown, depth: number): Extent {
    if (typeof part !== 'object' || part === null) return SCALAR;
    if (open.has(part)) throw holdsItself(file);
    const extent = extents.get(part) ?? measureItems(part, depth);
    if (depth + extent.height > limits.maxDepth) throw tooDeep(limits.maxDepth, file);
    if (extent.size > limits.maxNodes) throw tooLarge(limits.maxNodes, file);
    extents.set(part, extent);
    return extent;
  }

  function measureItems(part: object, depth: number): Extent {
    if (depth >= limits.maxDepth) throw tooDeep(limits.maxDepth, file);
    open.add(part);
    let size = 1;
    let height = 0;
    for (const item of Array.isArray(part) ? part : Object.values(part)) {
      const extent = measure(item, depth + 1);
      size += extent.size;
      height = Math.max(height, extent.height);
    }
    open.delete(part);
    return { size, height: height + 1 };
  }
}

export function tooDeep(maxDepth: number, file: string): SpecError {
  return new SpecError('LIMIT_EXCEEDED', `The document is nested deeper than ${maxDepth} levels.`, {
    advice: 'Flatten it, or move parts of it to `components` and refer to them.',
    file,
  });
}

function tooLarge(maxNodes: number, file: string): SpecError {
  return new SpecError('LIMIT_EXCEEDED', `With its aliases written out the document has over ${maxNodes} values.`, {
    advice: 'Use `$ref` instead of YAML aliases for what is large.',
    file,
  });
}

function holdsItself(file: string): SpecError {
  return new SpecError('DOCUMENT_INVALID', 'A part of the document holds itself, so it has no end.', {
    advice: 'Use `$ref` for a schema that contains itself, not an alias inside its own anchor.',
    file,
  });
}
