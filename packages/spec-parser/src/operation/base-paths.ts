import type { Server } from '../model.ts';

/** The most combinations of variables that are tried for one server. */
const MAX_COMBINATIONS = 256;

/**
 * The paths of servers, with each variable's default and each of the values it may take filled in: `''` for the root,
 * else with a slash in front and none behind. In order, each once; `['']` where there are no servers.
 *
 * @param documentUri What relative server URLs are resolved against (OpenAPI 3.1 §4.8.5).
 */
export function basePathsOf(servers: readonly Server[], documentUri: string): string[] {
  const paths = servers.flatMap((server) => filledIn(server).flatMap((url) => pathOf(url, documentUri)));
  return paths.length === 0 ? [''] : [...new Set(paths)];
}

function filledIn({ url, variables }: Server): string[] {
  let urls = [url];
  for (const [name, variable] of variables) {
    const placeholder = `{${name}}`;
    if (!url.includes(placeholder)) continue;
    const values = [...new Set([variable.default, ...(variable.enum ?? [])])];
    const room = Math.max(1, Math.floor(MAX_COMBINATIONS / urls.length));
    urls = urls.flatMap((partial) =>
      values.slice(0, room).map((value) => partial.replaceAll(placeholder, () => value)),
    );
  }
  return urls;
}

/** None where the path holds a variable that nothing says the value of. */
function pathOf(url: string, documentUri: string): string[] {
  // Before parsing: a variable that was not declared may stand for the host, which URL does not accept.
  const withoutHost = url.replace(/^[^/?#]*:\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  if (/[{}]/.test(withoutHost)) return [];
  const isAbsolute = withoutHost !== url || withoutHost.startsWith('/');
  const base = isAbsolute || !/^https?:/.test(documentUri) ? 'http://localhost/' : documentUri;
  const path = withoutHost.replace(/^\/{2,}/, '/');
  if (!URL.canParse(path, base)) return [];
  return [new URL(path, base).pathname.replace(/\/+$/, '')];
}
