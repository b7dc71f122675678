import type { ScenarioRequest } from '@mockloop/scenarios';
import type { CompiledOperation } from '../compiled-operation.ts';
import { cookiePairs } from '../cookie-pairs.ts';
import type { Exchange } from '../exchange.ts';
import { decodeSegment } from '../path-template.ts';

/** A request as scenarios and handlers see it. What nobody asks for is not read. */
export class ScenarioView implements ScenarioRequest {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly route: string | undefined;
  readonly client: string | undefined;
  readonly time: number;
  readonly exchange: Exchange;
  readonly #pathNames: readonly string[];
  #params: Readonly<Record<string, string>> | undefined;
  #query: Readonly<Record<string, string>> | undefined;
  #headers: Readonly<Record<string, string>> | undefined;
  #cookies: Readonly<Record<string, string>> | undefined;
  #body: { readonly value: unknown } | undefined;

  /** @param compiled The operation that the request reached, if any. */
  constructor(exchange: Exchange, compiled: CompiledOperation | undefined) {
    const { request } = exchange;
    this.method = request.method;
    this.path = request.path;
    this.client = request.client;
    this.time = request.time;
    this.operationId = compiled?.entry.operationId;
    this.route = compiled?.entry.path;
    this.exchange = exchange;
    this.#pathNames = compiled?.pathNames ?? [];
  }

  get params(): Readonly<Record<string, string>> {
    this.#params ??= toRecord(
      this.#pathNames.map((name, index) => [name, decodeSegment(this.exchange.captures[index] ?? '')] as const),
    );
    return this.#params;
  }

  get query(): Readonly<Record<string, string>> {
    this.#query ??= toRecord(new URLSearchParams(this.exchange.request.query));
    return this.#query;
  }

  get headers(): Readonly<Record<string, string>> {
    this.#headers ??= toRecord(
      this.exchange.request.headers().map(([name, value]) => [name.toLowerCase(), value] as const),
    );
    return this.#headers;
  }

  get cookies(): Readonly<Record<string, string>> {
    this.#cookies ??= toRecord(cookiePairs(this.exchange.request.header('cookie') ?? ''));
    return this.#cookies;
  }

  get body(): unknown {
    this.#body ??= { value: readBody(this.exchange) };
    return this.#body.value;
  }
}

/** The first value of each name. Without a prototype: `constructor` is a name like any other. */
function toRecord(pairs: Iterable<readonly [name: string, value: string]>): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) record[name] ??= value;
  return record;
}

/** What JSON or a form says, whatever media type it was announced as; otherwise the text. */
function readBody({ request, body }: Exchange): unknown {
  if (body === undefined || body.length === 0) return undefined;
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  if (request.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true)
    return toRecord(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
