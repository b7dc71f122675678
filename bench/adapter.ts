import path from 'node:path';

export interface StartOptions {
  /** Path of the API document. */
  readonly document: string;
  readonly port: number;
  /** Answers are to be generated, even where the document has examples. */
  readonly dynamic?: boolean;
  /** File for the log. Only MockLoop has one. */
  readonly database?: string;
  /** File with the finished answers of the servers that know no document. */
  readonly answers?: string;
}

/** How one of the measured servers is started. */
export interface Adapter {
  readonly name: string;
  /** Arguments for `node`. */
  args(options: StartOptions): readonly string[];
  /** What the server puts before the paths of the document, e.g. the base path of its `servers`. Default: nothing. */
  prefix?(document: string): string;
  /** It answers from `answers`, not from the document. */
  readonly finished?: boolean;
}

/** Path of a file of the benchmark's own dependencies. */
export function dependency(...segments: readonly string[]): string {
  return path.join(import.meta.dirname, 'node_modules', ...segments);
}

/** Path of one of the server scripts beside the adapters. */
export function script(name: string): string {
  return path.join(import.meta.dirname, 'servers', name);
}
