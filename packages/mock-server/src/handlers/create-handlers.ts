import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ApiDocument } from '@mockloop/spec-parser';
import { andThen } from '../and-then.ts';
import type { Passed } from '../exchange.ts';
import type { Call, Responder } from '../responder.ts';
import { type Assignment, assignHandlers, type HandlerFile } from './assign-handlers.ts';
import { listHandlerFiles } from './list-handler-files.ts';
import { describeLoadProblem } from './load-problem.ts';
import { createModuleVersions, type ModuleVersions } from './module-versions.ts';
import { readRequest } from './read-request.ts';
import { runHandler } from './run-handler.ts';
import { watchFolder } from './watch-folder.ts';

export interface HandlersOptions {
  /** Where the handler files are. */
  readonly folder: string;
  readonly document: ApiDocument;
  /** Is told of files that cannot be loaded, exports that are used for nothing, and handlers that fail. */
  readonly onProblem: (message: string) => void;
  /** Is told whenever the files have been loaded again. */
  readonly onLoad?: ((loaded: LoadedHandlers) => void) | undefined;
  /** A handler that takes longer is answered for with 504, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Whether files are loaded again when they change. Default `true`. */
  readonly watch?: boolean | undefined;
  /** Default: Node's own `import`. */
  readonly importModule?: ((url: string) => Promise<object>) | undefined;
}

interface LoadedHandlers {
  readonly files: number;
  /** Operations that a handler answers. */
  readonly operations: readonly string[];
}

/** Answers from the user's handler files. */
export interface Handlers extends Responder {
  /** Finds the handlers' operations in another document. */
  use(document: ApiDocument): void;
  /** Stops watching. */
  close(): void;
}

/**
 * Loads a folder of handler files: ES modules in JavaScript or TypeScript, which Node runs as they are. When one of them
 * changes, all are loaded again; one that cannot be loaded keeps its last version that could.
 *
 * @throws {Error} when there is no such folder.
 */
export async function createHandlers(options: HandlersOptions): Promise<Handlers> {
  const handlers = new HandlerFolder(await folderOf(options.folder), options);
  await handlers.load();
  return handlers;
}

async function folderOf(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return realpath(folder);
  throw new Error(
    `${resolve(folder)} is no folder: handler files are looked for there. Make it, or start without handlers.`,
  );
}

const NOT_HANDLED: Passed = { by: 'handler', why: 'no handler file has a handler for this operation' };
const LEFT: Passed = { by: 'handler', why: 'its handler returned undefined' };
const MAX_REPORTED = 1_000;

class HandlerFolder implements Handlers {
  readonly name = 'handler';
  readonly #folder: string;
  readonly #options: HandlersOptions;
  readonly #versions: ModuleVersions;
  readonly #stopWatching: () => void;
  readonly #reported = new Set<string>();
  #document: ApiDocument;
  #files: readonly HandlerFile[] = [];
  #assignment: Assignment = { handlers: new Map(), problems: [] };
  #loading: Promise<void> = Promise.resolve();
  #loads = 0;

  constructor(folder: string, options: HandlersOptions) {
    this.#folder = folder;
    this.#options = options;
    this.#document = options.document;
    this.#versions = createModuleVersions(folder);
    // Before the first load, so that no change falls between the two.
    this.#stopWatching = options.watch === false ? () => {} : this.#watch();
  }

  respond(call: Call): ReturnType<Responder['respond']> {
    const { compiled, exchange } = call;
    const assigned = this.#assignment.handlers.get(compiled.entry.key);
    if (assigned === undefined) return pass(call, NOT_HANDLED);
    const request = readRequest(compiled, exchange);
    const { timeoutMs = 10_000 } = this.#options;
    const onFailure = (message: string): void => this.#reportOnce(message);
    const answer = andThen(request, (seen) =>
      runHandler(assigned, { call, request: seen }, { folder: this.#folder, timeoutMs, onFailure }),
    );
    return andThen(answer, (value) => value ?? pass(call, LEFT));
  }

  use(document: ApiDocument): void {
    this.#document = document;
    this.#assign();
  }

  close(): void {
    this.#stopWatching();
    this.#versions.close();
  }

  /** One load after the other: what is loaded last is what was written last. */
  load(): Promise<void> {
    this.#loading = this.#loading.then(() => this.#load());
    return this.#loading;
  }

  async #load(): Promise<void> {
    const files = await listHandlerFiles(this.#folder).catch((error: Error) => {
      this.#options.onProblem(
        `${this.#folder}: ${error.message}. The handlers stay as they were; restart the mock when the folder can be read.`,
      );
    });
    if (files === undefined) return;
    const version = this.#versions.next();
    const loaded = await Promise.all(files.map((file) => this.#loadFile(file, version)));
    this.#files = loaded.filter((file) => file !== undefined);
    this.#reported.clear();
    this.#assign();
    const operations = [...this.#assignment.handlers.keys()];
    if (this.#loads++ > 0) this.#options.onLoad?.({ files: this.#files.length, operations });
  }

  /** The version before, where this one cannot be loaded. */
  async #loadFile(file: string, version: string): Promise<HandlerFile | undefined> {
    const { onProblem, importModule = (url: string): Promise<object> => import(url) } = this.#options;
    const path = join(this.#folder, file);
    try {
      const exports = await importModule(this.#versions.urlOf(path, version));
      return { file, exports: { ...exports } };
    } catch (error) {
      const before = this.#files.find((known) => known.file === file);
      const meanwhile = before === undefined ? '' : ' Its version before goes on answering.';
      onProblem((await describeLoadProblem(file, path, error)) + meanwhile);
      return before;
    }
  }

  #assign(): void {
    this.#assignment = assignHandlers(this.#files, this.#document.operations);
    for (const problem of this.#assignment.problems) this.#options.onProblem(problem);
  }

  #watch(): () => void {
    return watchFolder(this.#folder, {
      onChange: () => void this.load(),
      onError: (error) =>
        this.#options.onProblem(`${this.#folder}: changes are not seen any more (${error.message}). Restart the mock.`),
    });
  }

  #reportOnce(message: string): void {
    if (this.#reported.has(message) || this.#reported.size >= MAX_REPORTED) return;
    this.#reported.add(message);
    this.#options.onProblem(message);
  }
}

function pass({ exchange }: Call, passed: Passed): undefined {
  exchange.passed = [...(exchange.passed ?? []), passed];
}
