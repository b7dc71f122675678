import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MARK = 'mockloop-handlers';
/** All as TypeScript, also what is JavaScript: Node then says where the syntax breaks. */
const FORMAT = 'module-typescript';
const MODULE = /\.m?[jt]s$/;

/** Node keeps each module for good; a new version is a module with another query. No two mocks of a process share one. */
let versions = 0;

/** Loads modules of one folder anew, whatever was loaded of it before. */
export interface ModuleVersions {
  /** Starts a version: modules that are loaded under it share what they import from the folder. */
  next(): string;
  /** The URL under which a file is imported. */
  urlOf(file: string, version: string): string;
  close(): void;
}

/**
 * Makes every ES module of a folder follow the version of the module that imports it. Modules elsewhere, packages and
 * CommonJS files are loaded once, as ever.
 */
export function createModuleVersions(folder: string): ModuleVersions {
  const root = `${pathToFileURL(folder).href}/`;
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const version = versionOf(specifier) ?? versionOf(context.parentURL ?? '');
      if (version === undefined || !resolved.url.startsWith(root) || resolved.url.includes('/node_modules/'))
        return resolved;
      const url = new URL(resolved.url);
      const isModule = MODULE.test(url.pathname);
      if (!isModule && !url.pathname.endsWith('.json')) return resolved;
      url.search = `?${MARK}=${version}`;
      return { ...resolved, url: url.href, format: isModule ? FORMAT : resolved.format };
    },
  });
  return {
    next: () => String(++versions),
    urlOf: (file, version) => `${pathToFileURL(file).href}?${MARK}=${version}`,
    close: () => hooks.deregister(),
  };
}

/** The first place in handler files that a stack trace names, the nearest to where the error was thrown. */
export function handlerPlaceOf(stack: string): { file: string; line: number; column?: number | undefined } | undefined {
  const match = /(file:[^\s()?]+)\?mockloop-handlers=\d+:(\d+)(?::(\d+))?/.exec(stack);
  const [, url, line, column] = match ?? [];
  if (url === undefined) return undefined;
  return { file: fileURLToPath(url), line: Number(line), column: column === undefined ? undefined : Number(column) };
}

function versionOf(url: string): string | undefined {
  return /[?&]mockloop-handlers=(\d+)/.exec(url)?.[1];
}
