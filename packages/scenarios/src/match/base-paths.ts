import type { ApiDocument } from '@mockloop/spec-parser';
import type { ScenarioRequest } from '../decision.ts';
import { normalizePath } from './match-path.ts';

/** What a document says about where its paths begin. */
export interface BasePaths {
  /** The normalized template of the document that a normalized path is, with or without base path. */
  routeOf(normalized: string): string | undefined;
  /** The path of a request as it was received, without each base path that it begins with, and behind each that it does not. */
  spellings(request: ScenarioRequest): readonly string[];
}

/** Read once for each document. */
const known = new WeakMap<ApiDocument, BasePaths>();

export function basePathsOf(document: ApiDocument | undefined): BasePaths {
  if (document === undefined) return { routeOf: () => undefined, spellings: withoutSegments };
  const basePaths = known.get(document) ?? readBasePaths(document);
  known.set(document, basePaths);
  return basePaths;
}

function readBasePaths(document: ApiDocument): BasePaths {
  const { operations } = document;
  const bases = [...new Set(operations.flatMap(({ basePaths }) => basePaths))].filter((base) => base !== '');
  const templates = [...new Set(operations.map(({ path }) => normalizePath(path)))];
  const routes = new Map(templates.flatMap((path) => bases.map((base) => [`${base}${path}`, path] as const)));
  for (const path of templates) routes.set(path, path);
  return {
    routeOf: (normalized) => routes.get(normalized),
    spellings: ({ path }) => [
      path,
      ...bases.map((base) =>
        path === base || path.startsWith(`${base}/`) ? path.slice(base.length) : `${base}${path}`,
      ),
    ],
  };
}

/** Where no document is known, the base path is what the request has before the segments of its path template. */
function withoutSegments({ path, route }: ScenarioRequest): readonly string[] {
  if (route === undefined) return [path];
  const segments = path.split('/').slice(1);
  const count = route.split('/').length - 1;
  return segments.length <= count ? [path] : [path, `/${segments.slice(-count).join('/')}`];
}
