import path from 'node:path';

/** A document as tools take it: a URL as it is, a path from the working directory. */
export function documentArgument(document: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(document) ? document : path.resolve(document);
}
