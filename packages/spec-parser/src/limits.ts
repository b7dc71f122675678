/** How much a document may ask for. */
export interface LoadLimits {
  /** Of one file. Default 64 MiB. */
  readonly maxBytes: number;
  /** Levels of objects and arrays. Default 300; the deepest document known has 32. */
  readonly maxDepth: number;
  /** Values of a document that uses YAML aliases, or was given as an object, each counted as often as it is referred to. Default 5,000,000. */
  readonly maxNodes: number;
  /** Other files that a document refers to. Default 1,000. */
  readonly maxFiles: number;
  /** For one answer of a server, redirects included, in milliseconds. Default 30,000. */
  readonly fetchTimeoutMs: number;
}

export const DEFAULT_LIMITS: LoadLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 300,
  maxNodes: 5_000_000,
  maxFiles: 1_000,
  fetchTimeoutMs: 30_000,
};
