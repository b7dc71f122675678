import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { MockRequest } from './mock-request.ts';
import { decodeSegment, type PathTemplate, parsePathTemplate } from './path-template.ts';
import { type RouteResult, RouteTable } from './route-table.ts';

export type FoundOperation =
  /** The most likely first; more than one where only the request's content can tell which is meant. */
  | { readonly kind: 'found'; readonly entries: readonly OperationEntry[]; readonly captures: readonly string[] }
  | Exclude<RouteResult<never>, { kind: 'found' }>;

interface Route {
  readonly entry: OperationEntry;
  readonly template: PathTemplate;
}

/** Finds the operation of a request: under its server's base path and also without it. */
export class OperationTable {
  readonly #routes = new RouteTable<Route>();

  constructor({ operations }: ApiDocument) {
    const routes = operations.map((entry): Route => ({ entry, template: parsePathTemplate(entry.path) }));
    // First the paths as the real API has them: they win where a path without its base looks the same.
    for (const route of routes)
      for (const basePath of route.entry.basePaths) if (basePath !== '') this.#add(basePath, route);
    for (const route of routes) this.#add('', route);
  }

  find(request: MockRequest): FoundOperation {
    const found = this.#routes.find(request.method, request.path);
    const result = found.kind !== 'found' && request.method === 'HEAD' ? this.#routes.find('GET', request.path) : found;
    if (result.kind !== 'found') return result;
    const { values, captures } = result;
    const fitting = values.length === 1 ? values : mostFitting(values, request);
    return fitting.length === 0
      ? { kind: 'not-found' }
      : { kind: 'found', entries: fitting.map(({ entry }) => entry), captures };
  }

  #add(basePath: string, route: Route): void {
    this.#routes.add({ method: route.entry.method, basePath, template: route.template }, route);
  }
}

/** Of operations on one URL: those whose query conditions hold, the one that the request names by its fragment first. */
function mostFitting(routes: readonly Route[], request: MockRequest): readonly Route[] {
  const query = new URLSearchParams(request.query);
  const action = request.header('x-amz-target')?.split('.').at(-1) ?? query.get('Action') ?? undefined;
  const rank = ({ template }: Route): number =>
    template.query.length + (action !== undefined && decodeSegment(template.fragment ?? '') === action ? 100 : 0);
  return routes
    .filter(({ template }) =>
      template.query.every(([name, value]) => (value === undefined ? query.has(name) : query.get(name) === value)),
    )
    .toSorted((a, b) => rank(b) - rank(a));
}
