import type { Call, Reply } from './call.ts';
import { Problem } from './problem.ts';

type Handler = (call: Call) => Reply | Promise<Reply>;
export type Route = readonly [method: string, template: string, handle: Handler];
type Request = Omit<Call, 'params'>;

/** What an API does with methods where it is not as it should be. */
export interface RoutesOptions {
  /** The `Allow` field for a path, from the methods that are there. Absent: none is sent. */
  readonly allow?: (template: string, methods: readonly string[]) => string | undefined;
  /** Another answer to HEAD than the one to GET without its body. */
  readonly head?: (template: string, reply: Reply) => Reply;
}

/** Sends each request to its handler; HEAD, OPTIONS, 404 and 405 follow from the routes. */
export function createRoutes(
  routes: readonly Route[],
  options: RoutesOptions = {},
): (request: Request) => Promise<Reply> {
  return async (request) => {
    const found = routes.flatMap(([method, template, handle]) => {
      const params = matchTemplate(template, request.path);
      return params === undefined ? [] : [{ method, template, handle, params }];
    });
    // A literal path wins over one with parameters, whatever their order.
    const best = found.toSorted((a, b) => a.params.size - b.params.size)[0];
    if (best === undefined) throw new Problem(404, 'There is nothing here');
    const here = found.filter(({ template }) => template === best.template);
    const wanted = request.method === 'HEAD' ? 'GET' : request.method;
    const route = here.find(({ method }) => method === wanted);
    if (route === undefined) return withoutRoute(request, here, options);
    const reply = await route.handle({ ...request, params: route.params });
    return request.method === 'HEAD' ? (options.head?.(route.template, reply) ?? reply) : reply;
  };
}

interface Found {
  readonly method: string;
  readonly template: string;
}

function withoutRoute(request: Request, here: readonly Found[], options: RoutesOptions): Reply {
  const methods = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const all = [...methods, 'OPTIONS'];
  const allow = options.allow === undefined ? all.join(', ') : options.allow(here[0]?.template ?? '', all);
  const headers: Record<string, string> = allow === undefined ? {} : { allow };
  if (request.method === 'OPTIONS') return { status: 204, headers };
  throw new Problem(405, `${request.method} is not possible here`, { headers });
}

function matchTemplate(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const value = decode(given[index] ?? '');
    if (value === undefined) return undefined;
    if (part.startsWith('{')) {
      if (value === '') return undefined;
      params.set(part.slice(1, -1), value);
    } else if (part !== value) return undefined;
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
