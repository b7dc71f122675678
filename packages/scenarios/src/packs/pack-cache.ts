import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './loaded-packs.ts';

/** Keeps what was fetched, so that it is there without a network. */
export interface PackCache {
  /** Bytes that have this digest; undefined where they are not there, or not what they were. */
  readPack(sha256: string): Promise<Uint8Array | undefined>;
  writePack(sha256: string, bytes: Uint8Array): Promise<void>;
  /** What an index last said. */
  readIndex(url: string): Promise<Uint8Array | undefined>;
  writeIndex(url: string, bytes: Uint8Array): Promise<void>;
}

/** @param folder Is made when something is first written. Undefined: nothing is kept. */
export function createPackCache(folder: string | undefined): PackCache {
  const indexName = (url: string): string => `index-${digestOf(url)}.json`;
  return {
    async readPack(sha256) {
      const bytes = await read(folder, `${sha256}.json`);
      return bytes !== undefined && digestOf(bytes) === sha256 ? bytes : undefined;
    },
    writePack: (sha256, bytes) => write(folder, `${sha256}.json`, bytes),
    readIndex: (url) => read(folder, indexName(url)),
    writeIndex: (url, bytes) => write(folder, indexName(url), bytes),
  };
}

async function read(folder: string | undefined, name: string): Promise<Uint8Array | undefined> {
  return folder === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
}

/** Whole or not at all: under another name first, which is then changed. */
async function write(folder: string | undefined, name: string, bytes: Uint8Array): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${name}.${randomUUID()}`);
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
