import type { SqlValue, WriteStatements } from '@mockloop/database';
import type { Kysely } from 'kysely';
import { ticksOf } from './duration-buckets.ts';
import { compileInsertQueries, type InsertQueries } from './insert-queries.ts';
import type { LoggedMessage, NewLogEntry } from './log-entry.ts';
import type { LogTables } from './log-tables.ts';
import { bodyContent, headersContent } from './message-content.ts';
import { firstIdAt, type PendingEntry } from './pending-entry.ts';
import { RecentMap } from './recent-map.ts';
import { redactForm } from './redact-text.ts';
import type { SecretNames } from './secret-names.ts';

export interface EntryWriterOptions {
  readonly api: string;
  readonly maxBodyBytes: number;
  readonly secretNames: SecretNames;
}

/**
 * Writes entries inside a write transaction. What repeats (endpoints, senders, paths, headers, whole messages) is
 * recognised in memory and refers to the row that is there; what was forgotten is written again, which costs space only.
 */
export class EntryWriter {
  readonly #options: EntryWriterOptions;
  readonly #queries: InsertQueries;
  readonly #endpoints = new RecentMap<string, number>(2_000);
  readonly #origins = new RecentMap<string, number>(1_000);
  readonly #paths = new RecentMap<string, number>(10_000);
  readonly #headers = new RecentMap<string, number>(500);
  readonly #bodiless = new RecentMap<string, number>(500);
  #messages = new WeakMap<LoggedMessage, number>();
  #statements: WriteStatements | undefined;
  #lastId = 0;

  constructor(kysely: Kysely<LogTables>, options: EntryWriterOptions) {
    this.#options = options;
    this.#queries = compileInsertQueries(kysely);
  }

  /** Must be called when rows may be gone: after a roll-back or a deletion. */
  forget(): void {
    for (const known of [this.#endpoints, this.#origins, this.#paths, this.#headers, this.#bodiless]) known.clear();
    this.#messages = new WeakMap();
  }

  /** Writes entries in their order. @returns Their ids. */
  write(statements: WriteStatements, pending: readonly PendingEntry[]): number[] {
    if (statements.changedElsewhere) this.forget();
    this.#statements = statements;
    // The write lock is held: no other process can take the same ids.
    this.#lastId = Math.max(this.#lastId, Number(statements.value(this.#queries.lastId, []) ?? 0));
    return pending.map(({ id, entry }) => {
      this.#lastId = Math.max(this.#lastId + 1, id, firstIdAt(entry.time));
      this.#insertEntry(this.#lastId, entry);
      return this.#lastId;
    });
  }

  #insertEntry(id: number, entry: NewLogEntry): void {
    this.#insert(this.#queries.entry, [
      id,
      Math.floor(entry.time),
      this.#endpointId(entry),
      entry.status,
      ticksOf(entry.durationMs),
      this.#originId(entry),
      this.#pathId(entry.path),
      entry.query === '' ? null : redactForm(entry.query, this.#options.secretNames),
      this.#messageId(entry.request),
      this.#messageId(entry.response),
      entry.correlationId ?? null,
      entry.violations === undefined || entry.violations.length === 0 ? null : JSON.stringify(entry.violations),
    ]);
  }

  #endpointId({ method, route, operationId, admin }: NewLogEntry): number {
    const key = `${admin === true ? 1 : 0}${method} ${route ?? ''}\n${operationId ?? ''}`;
    const known = this.#endpoints.get(key);
    if (known !== undefined) return known;
    const values = [this.#options.api, method, route ?? null, operationId ?? null, admin === true ? 1 : 0];
    const stored = this.#statements?.value(this.#queries.endpointId, values);
    const id = typeof stored === 'number' ? stored : this.#insert(this.#queries.endpoint, values);
    this.#endpoints.set(key, id);
    return id;
  }

  #originId({ client, userAgent, sessionId, scenario, world }: NewLogEntry): number {
    const key = originKey([client, userAgent, sessionId, scenario, world]);
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const values = [client ?? null, userAgent ?? null, sessionId ?? null, scenario ?? null, world ?? null];
    const id = this.#insert(this.#queries.origin, values);
    this.#origins.set(key, id);
    return id;
  }

  #pathId(path: string): number {
    const known = this.#paths.get(path);
    if (known !== undefined) return known;
    const id = this.#insert(this.#queries.path, [path]);
    this.#paths.set(path, id);
    return id;
  }

  #messageId(message: LoggedMessage): number {
    if (message.body === undefined) return this.#bodilessId(message);
    const known = this.#messages.get(message);
    if (known !== undefined) return known;
    const { body, truncated } = bodyContent(message, this.#options.maxBodyBytes, this.#options.secretNames);
    const headersId = this.#headersId(message.headers, headersKey(message.headers));
    const id = this.#insert(this.#queries.message, [headersId, body, message.size, truncated ? 1 : 0]);
    this.#messages.set(message, id);
    return id;
  }

  #bodilessId({ headers, size, truncated }: LoggedMessage): number {
    const headers_ = headersKey(headers);
    const key = `${size}${truncated === true ? '+' : ''}\n${headers_}`;
    const known = this.#bodiless.get(key);
    if (known !== undefined) return known;
    const id = this.#insert(this.#queries.message, [this.#headersId(headers, headers_), null, size, truncated ? 1 : 0]);
    this.#bodiless.set(key, id);
    return id;
  }

  #headersId(headers: LoggedMessage['headers'], key: string): number {
    const known = this.#headers.get(key);
    if (known !== undefined) return known;
    const id = this.#insert(this.#queries.headers, [headersContent(headers, this.#options.secretNames)]);
    this.#headers.set(key, id);
    return id;
  }

  #insert(query: InsertQueries[keyof InsertQueries], values: readonly SqlValue[]): number {
    return this.#statements?.run(query, values) ?? 0;
  }
}

/** Equal for equal values only: none has a line feed or carriage return, which stands for an absent one. */
function originKey(values: readonly (string | undefined)[]): string {
  let key = '';
  for (const value of values) key += `${value ?? '\r'}\n`;
  return key;
}

/** Equal for equal fields only: a name or value has no line feed. */
function headersKey(headers: LoggedMessage['headers']): string {
  let key = '';
  for (const [name, value] of headers) key += `${name}\n${value}\n`;
  return key;
}
