import { type FetchedFile, fetchUrl, SpecError } from '@mockloop/spec-parser';
import { COMMUNITY_LIMITS } from './community-info.ts';
import { digestOf, type LoadedPack, type LoadedPacks } from './loaded-packs.ts';
import { createPackCache, type PackCache } from './pack-cache.ts';
import { type PackIndexEntry, parseIndex } from './pack-index.ts';
import { fileProblem, type PackProblem } from './pack-problem.ts';
import { parsePack } from './parse-pack.ts';

export interface LoadPackIndexOptions {
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where packs and the index are kept, so that they are there without a network. Absent: nothing is kept. */
  readonly cacheFolder?: string | undefined;
}

/**
 * Loads the packs that an index on the network lists: `{ "packs": [{ "uri", "url", "sha256" }] }`, URLs relative to the
 * index. A pack whose digest is in the cache is not fetched again. Where the index cannot be reached, the one that was
 * last read counts, with a warning. What is wrong is reported; the rest is loaded.
 *
 * @throws what the signal says when it is aborted, and nothing else.
 */
export async function loadPackIndex(url: string, options: LoadPackIndexOptions = {}): Promise<LoadedPacks> {
  const cache = createPackCache(options.cacheFolder);
  const problems: PackProblem[] = [];
  const index = await readIndex(url, { options, cache, problems });
  if (index === undefined) return { packs: [], problems };
  const { entries = [], problems: found } = parseIndex(index.bytes, url);
  problems.push(...found);
  const packs: LoadedPack[] = [];
  for (const entry of entries) {
    options.signal?.throwIfAborted();
    const file = URL.canParse(entry.url, index.url) ? new URL(entry.url, index.url).href : entry.url;
    const pack = await loadEntry(entry, file, { options, cache, problems });
    if (pack !== undefined) packs.push(pack);
  }
  return { packs, problems };
}

interface Loading {
  readonly options: LoadPackIndexOptions;
  readonly cache: PackCache;
  /** What is found is added. */
  readonly problems: PackProblem[];
}

async function readIndex(url: string, { options, cache, problems }: Loading): Promise<FetchedFile | undefined> {
  const fetched = await tryToFetch(url, COMMUNITY_LIMITS.max_index_bytes, options);
  if (!(fetched instanceof SpecError)) {
    const isIndex = parseIndex(fetched.bytes, url).entries !== undefined;
    if (isIndex) await keep(() => cache.writeIndex(url, fetched.bytes), { file: url, problems });
    return fetched;
  }
  const kept = fetched.code === 'ACCESS_REFUSED' ? undefined : await cache.readIndex(url);
  const problem = unreachable(url, fetched);
  if (kept === undefined) {
    problems.push(problem);
    return undefined;
  }
  problems.push({ ...problem, severity: 'warning', advice: 'The packs that were known are used.' });
  return { bytes: kept, url };
}

/** The file, or why it cannot be had. */
async function tryToFetch(
  url: string,
  maxBytes: number,
  { allowPrivateNetworks, signal }: LoadPackIndexOptions,
): Promise<FetchedFile | SpecError> {
  try {
    return await fetchUrl(url, { maxBytes, allowPrivateNetworks, signal });
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
}

async function loadEntry(
  { uri, sha256, position }: PackIndexEntry & { readonly position: number },
  file: string,
  loading: Loading,
): Promise<LoadedPack | undefined> {
  const { cache, problems } = loading;
  const bytes = (await cache.readPack(sha256)) ?? (await fetchPack(file, sha256, loading));
  if (bytes === undefined) return undefined;
  const { pack, problems: found } = parsePack(bytes, file);
  problems.push(...found);
  if (pack === undefined) return undefined;
  if (pack.uri === uri) return { pack, file, sha256 };
  const message = `The index calls it ${uri}, the pack itself ${pack.uri}.`;
  const problem = fileProblem(file, { code: 'URI_MISMATCH', message, advice: 'Correct the index.' });
  problems.push({ ...problem, pointer: '/uri', message: `${message} (entry ${position} of the index)` });
  return undefined;
}

async function fetchPack(
  file: string,
  sha256: string,
  { options, cache, problems }: Loading,
): Promise<Uint8Array | undefined> {
  const fetched = await tryToFetch(file, COMMUNITY_LIMITS.max_pack_bytes, options);
  if (fetched instanceof SpecError) {
    problems.push(unreachable(file, fetched));
    return undefined;
  }
  const actual = digestOf(fetched.bytes);
  if (actual !== sha256) {
    problems.push(wrongDigest(file, { expected: sha256, actual }));
    return undefined;
  }
  await keep(() => cache.writePack(sha256, fetched.bytes), { file, problems });
  return fetched.bytes;
}

/** A cache that cannot be written costs the next start a request, nothing more. */
async function keep(
  write: () => Promise<void>,
  { file, problems }: { readonly file: string; readonly problems: PackProblem[] },
): Promise<void> {
  try {
    await write();
  } catch {
    const advice = 'Name another cache folder, or make it writable.';
    const problem = fileProblem(file, { code: 'CACHE_UNWRITABLE', message: 'It cannot be kept in the cache.', advice });
    problems.push({ ...problem, severity: 'warning' });
  }
}

function unreachable(file: string, { message }: SpecError): PackProblem {
  return fileProblem(file, {
    code: 'UNREACHABLE',
    message,
    advice: 'Check the URL; for one in your own network, allow private networks.',
  });
}

function wrongDigest(file: string, { expected, actual }: { expected: string; actual: string }): PackProblem {
  return fileProblem(file, {
    code: 'DIGEST_MISMATCH',
    message: `Its SHA-256 is ${actual}, not ${expected} as the index says; it was not used.`,
    advice: 'Ask the author of the index which is right; do not change the digest yourself.',
  });
}
