import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { MockRequest } from './mock-request.ts';
import { decodeSegment, type PathTemplate, parsePathTemplate } from './path-template.ts';
import { type RouteResult, RouteTable } from './route-table.ts';

export type FoundOperation =
  | { readonly kind: 'found'; readonly entry: OperationEntry; readonly captures: readonly string[] }
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
    const [first] = result.values;
    const route = result.values.length === 1 ? first : mostFitting(result.values, request);
    return route === undefined
      ? { kind: 'not-found' }
      : { kind: 'found', entry: route.entry, captures: result.captures };
  }

  #add(basePath: string, route: Route): void {
    this.#routes.add({ method: route.entry.method, basePath, template: route.template }, route);
  }
}

/** Of operations on one URL: the one whose query conditions hold and whose fragment the request names, else the first. */
function mostFitting(routes: readonly Route[], request: MockRequest): Route | undefined {
  const query = new URLSearchParams(request.query);
  const action = request.header('x-amz-target')?.split('.').at(-1) ?? query.get('Action');
  const fitting = routes.filter(({ template }) =>
    template.query.every(([name, value]) => (value === undefined ? query.has(name) : query.get(name) === value)),
  );
  const byAction =
    action === null || action === undefined
      ? undefined
      : fitting.find(({ template }) => decodeSegment(template.fragment ?? '') === action);
  return byAction ?? fitting.toSorted((a, b) => b.template.query.length - a.template.query.length)[0];
}
