import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../diagnostic.ts';
import { SpecError } from '../errors.ts';
import { DEFAULT_LIMITS, type LoadLimits } from '../limits.ts';
import type { LoadOptions } from '../load-options.ts';
import { decodeText } from './decode-text.ts';
import { type FetchedFile, fetchUrl } from './fetch-url.ts';
import { measureValue } from './measure-value.ts';
import { type ParsedSource, parseText } from './parse-text.ts';
import { projectRootOf } from './project-root.ts';
import { type Boundary, pathOf, type ReadFile, readFile, readFileWithin, realFolder } from './read-file.ts';

/** A file before it is known what version it is in. */
export interface LoadedFile {
  readonly uri: string;
  readonly name: string;
  readonly value: unknown;
  /** `''` for an object. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly repeatsKeys: boolean | undefined;
  readText(): Promise<string | undefined>;
}

/** The base of references in text and objects: nothing can be beside them. */
const NOWHERE = 'memory:///document';

/** Gets the document that the user named, and then the files that it refers to, within the limits of the options. */
export class FileLoader {
  readonly limits: LoadLimits;
  readonly #options: LoadOptions;
  #origin: string | undefined;
  #boundary: Boundary | undefined;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /** @throws {SpecError} where it cannot be read or parsed. */
  async loadDocument(input: unknown): Promise<LoadedFile> {
    if (input instanceof Uint8Array) return await this.#loadText(input);
    if (typeof input === 'string') {
      if (/^https?:\/\//i.test(input)) return await this.#loadUrl(input);
      return isText(input) ? await this.#loadText(Buffer.from(input)) : await this.#loadFile(input);
    }
    measureValue(input, this.limits, '');
    const readText = async (): Promise<undefined> => undefined;
    return {
      uri: await this.#virtualUri(),
      name: '',
      value: input,
      text: '',
      diagnostics: [],
      repeatsKeys: false,
      readText,
    };
  }

  /**
   * A file that a document refers to, parsed, or as it is where it is no JSON or YAML.
   *
   * @throws {SpecError} where it may not be read, cannot be read or cannot be parsed.
   */
  async loadReferenced(uri: string, as: 'parsed' | 'text'): Promise<LoadedFile> {
    const isRemote = /^https?:/.test(uri);
    if (isRemote) return await this.#loadRemote(uri, as);
    if (!uri.startsWith('file:') || this.#boundary === undefined) throw nowhere(uri);
    const file = await readFileWithin(this.#boundary, uri, this.limits);
    return await this.#parse(file, this.#nameOf(fileURLToPath(uri)), as);
  }

  async #loadFile(path: string): Promise<LoadedFile> {
    const absolute = resolve(this.#options.cwd ?? '.', path.startsWith('file:') ? pathOf(path) : path);
    const file = await readFile(absolute, path, this.limits);
    await this.#setBoundary(dirname(fileURLToPath(file.uri)));
    return await this.#parse(file, path, 'parsed');
  }

  async #loadUrl(url: string): Promise<LoadedFile> {
    const { bytes, url: uri } = await this.#fetch(url);
    this.#origin = new URL(uri).origin;
    return await this.#parse({ bytes, uri, readText: textOf(bytes) }, url, 'parsed');
  }

  async #loadText(bytes: Uint8Array): Promise<LoadedFile> {
    return await this.#parse({ bytes, uri: await this.#virtualUri(), readText: textOf(bytes) }, '', 'parsed');
  }

  async #loadRemote(uri: string, as: 'parsed' | 'text'): Promise<LoadedFile> {
    const isAllowed = this.#options.remoteReferences === true || new URL(uri).origin === this.#origin;
    if (!isAllowed) throw remoteRefused(uri);
    const { bytes, url } = await this.#fetch(uri);
    return await this.#parse({ bytes, uri, readText: textOf(bytes) }, url, as);
  }

  async #fetch(url: string): Promise<FetchedFile> {
    const { allowPrivateNetworks, fetch, signal } = this.#options;
    const { maxBytes, fetchTimeoutMs: timeoutMs } = this.limits;
    return await fetchUrl(url, { maxBytes, timeoutMs, allowPrivateNetworks, fetch, signal });
  }

  async #parse(file: ReadFile, name: string, as: 'parsed' | 'text'): Promise<LoadedFile> {
    const { uri, readText } = file;
    if (as === 'text') {
      const text = new TextDecoder().decode(file.bytes);
      return { uri, name, value: text, text, diagnostics: [], repeatsKeys: false, readText };
    }
    const parsed: ParsedSource = await parseText(file.bytes, name, this.limits);
    return { ...parsed, uri, name, readText };
  }

  /** Where text or an object stands: in `cwd` where that is given. */
  async #virtualUri(): Promise<string> {
    const { cwd } = this.#options;
    if (cwd === undefined) return NOWHERE;
    const folder = await realFolder(cwd);
    await this.#setBoundary(folder);
    return pathToFileURL(resolve(folder, 'document')).href;
  }

  async #setBoundary(folder: string): Promise<void> {
    const { root } = this.#options;
    this.#boundary = { folder, root: root === undefined ? await projectRootOf(folder) : await realFolder(root) };
  }

  #nameOf(path: string): string {
    return relative(resolve(this.#options.cwd ?? '.'), path);
  }
}

function isText(input: string): boolean {
  return /[\n\r]/.test(input) || /^\s*[{[]/.test(input) || input.trim() === '';
}

function textOf(bytes: Uint8Array): () => Promise<string> {
  return async () => decodeText(bytes, '').text;
}

function remoteRefused(uri: string): SpecError {
  return new SpecError('ACCESS_REFUSED', `\`${uri}\` is on the network and was not fetched.`, {
    advice: 'Allow remote references if the document is to be trusted with them, or download it and refer to the file.',
  });
}

function nowhere(uri: string): SpecError {
  const advice = 'Write a path relative to the file, and give the document as a file or say in which folder it stands.';
  return new SpecError('ACCESS_REFUSED', `\`${uri}\` cannot be reached from this document; it was not opened.`, {
    advice,
  });
}
