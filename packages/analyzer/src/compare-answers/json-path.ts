import { JSONPathEnvironment, type JSONPathQuery, JSONPathRecursionLimitError } from 'json-p3';

/** How many members and elements are read before a search ends. */
const MAX_READS = 200_000;

const environment = new JSONPathEnvironment({ maxRecursionDepth: 200 });
// They would run regular expressions that take exponential time.
for (const name of ['match', 'search']) environment.functionRegister.delete(name);

/** A place in a value. */
export interface JsonNode {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Compiles a JSONPath (RFC 9535, without the functions `match` and `search`) to what finds the places of a value that it
 * means. What is searched may come from anyone: a search that takes too long, or leads too deep, finds nothing.
 *
 * @throws {TypeError} for what is no JSONPath.
 */
export function compileJsonPath(expression: string): (value: unknown) => readonly JsonNode[] {
  const path = parse(expression);
  return (value) => {
    if (typeof value !== 'object' || value === null) return [];
    try {
      return path
        .query(counted(value) as never)
        .nodes.map(({ location, value: found }) => ({ path: location.map(String), value: found }));
    } catch (error) {
      if (error instanceof TooMuch || error instanceof JSONPathRecursionLimitError || error instanceof RangeError)
        return [];
      throw error;
    }
  };
}

function parse(expression: string): JSONPathQuery {
  try {
    return environment.compile(expression);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${JSON.stringify(expression)} is no JSONPath (RFC 9535): ${reason}`, { cause });
  }
}

class TooMuch extends Error {}

/** The same value, but reading too much of it throws. The library has no other place to count at. */
function counted(value: object): object {
  let reads = 0;
  const handler: ProxyHandler<object> = {
    get(target, key) {
      reads += 1;
      if (reads > MAX_READS) throw new TooMuch();
      const found: unknown = Reflect.get(target, key);
      return typeof found === 'object' && found !== null ? new Proxy(found, handler) : found;
    },
  };
  return new Proxy(value, handler);
}
