import type { LoadLimits } from './limits.ts';

export interface LoadOptions {
  /**
   * Where relative paths start, also those in a document given as text or object. Default: the current folder for the
   * path of a document; text and objects then have no place, and refer to no files.
   */
  readonly cwd?: string | undefined;
  /**
   * The folder that references to other files may not leave. Default: the nearest folder at or above the document that
   * holds a `.git` or `package.json`, else the parent of the document's folder; never a home folder.
   */
  readonly root?: string | undefined;
  /** Whether references in a document may lead to other origins on the network. Default false. */
  readonly remoteReferences?: boolean | undefined;
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** Default: a connection to the address that was checked. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly limits?: Partial<LoadLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
}
