/** A path with wildcards, ready to be compared. */
export interface PathPattern {
  /** Whether it has parameters and nothing else that varies, and so may be a template of the document. */
  readonly isTemplate: boolean;
  /** The same for all templates that differ in the names of their parameters alone. */
  readonly normalized: string;
  /** How often each character of a path is compared at worst. */
  readonly comparisons: number;
  /** @param path As received, without query. Trailing slashes do not count. */
  matches(path: string): boolean;
}

/** What stands in a segment around what varies; one piece: it does not vary. Absent: any number of segments. */
type SegmentPattern = readonly [string, ...string[]] | undefined;

/** Reads a path template, a literal path, or a path with `*` (within one segment) and `**` (any number of segments). */
export function compilePath(pattern: string): PathPattern {
  const segments = split(pattern).map(compileSegment);
  const normalized = normalizePath(pattern);
  return {
    isTemplate: !normalized.includes('*'),
    normalized,
    comparisons: (segments.includes(undefined) ? segments.length : 1) + searched(segments),
    matches: (path) => matchSegments(segments, split(path).map(decode)),
  };
}

/** What looking for the pieces between two that vary costs for each character (see `paySearch`). */
function searched(segments: readonly SegmentPattern[]): number {
  const pieces = segments.flatMap((segment) => segment?.slice(1, -1) ?? []);
  return pieces.reduce((sum, piece) => sum + piece.length, 0) / 16;
}

/** A path template without the names of its parameters and without trailing slash: `/pets/{petId}` becomes `/pets/{}`. */
export function normalizePath(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}').replace(/(.)\/$/, '$1');
}

function split(path: string): string[] {
  const trimmed = path.startsWith('/') ? path.slice(1) : path;
  return (trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed).split('/');
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function compileSegment(segment: string): SegmentPattern {
  if (segment === '**') return undefined;
  const [first = '', ...rest] = segment.split(/\*+|\{[^{}]*\}/);
  return [first, ...rest];
}

/** Compares with one step back to the last `**`, which is all that such patterns need: time is the product of both lengths. */
function matchSegments(patterns: readonly SegmentPattern[], segments: readonly string[]): boolean {
  let pattern = 0;
  let segment = 0;
  let resume: { pattern: number; segment: number } | undefined;
  while (segment < segments.length) {
    const wanted = patterns[pattern];
    if (pattern < patterns.length && wanted === undefined) {
      resume = { pattern: pattern + 1, segment };
      pattern += 1;
    } else if (wanted !== undefined && matchSegment(wanted, segments[segment] ?? '')) {
      pattern += 1;
      segment += 1;
    } else if (resume !== undefined) {
      resume = { pattern: resume.pattern, segment: resume.segment + 1 };
      ({ pattern, segment } = resume);
    } else return false;
  }
  return patterns.slice(pattern).every((rest) => rest === undefined);
}

function matchSegment(pieces: readonly [string, ...string[]], segment: string): boolean {
  const [first, ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return segment === first;
  // What varies is never empty, as with the parameters of a path.
  if (!segment.startsWith(first) || !segment.endsWith(last) || segment.length <= first.length + last.length)
    return false;
  let from = first.length;
  for (const piece of others) {
    const found = segment.indexOf(piece, from + 1);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return from < segment.length - last.length;
}
