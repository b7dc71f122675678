import type { SqlValue, WriteStatements } from '@mockloop/database';
import { ticksOf } from './duration-buckets.ts';
import { ENTRIES_PER_INSERT, type InsertQueries } from './insert-queries.ts';
import type { KnownRows } from './known-rows.ts';
import type { LoggedMessage, NewLogEntry } from './log-entry.ts';
import { bodyContent, headersContent } from './message-content.ts';
import { redactForm } from './redact-text.ts';
import type { SecretNames } from './secret-names.ts';

export interface EntryBatchOptions {
  readonly api: string | undefined;
  readonly maxBodyBytes: number;
  readonly secretNames: SecretNames;
}

/** The entries of one transaction. What they refer to is written at once, they themselves several at a time. */
export class EntryBatch {
  readonly #statements: WriteStatements;
  readonly #queries: InsertQueries;
  readonly #rows: KnownRows;
  readonly #options: EntryBatchOptions;
  #values: SqlValue[] = [];

  constructor(statements: WriteStatements, queries: InsertQueries, context: EntryBatchOptions & { rows: KnownRows }) {
    this.#statements = statements;
    this.#queries = queries;
    this.#rows = context.rows;
    this.#options = context;
  }

  add(id: number, entry: NewLogEntry): void {
    const { secretNames } = this.#options;
    this.#values.push(
      id,
      Math.floor(entry.time),
      this.#endpointId(entry),
      entry.status,
      ticksOf(entry.durationMs),
      this.#originId(entry),
      this.#pathId(entry.path),
      entry.query === '' ? null : redactForm(entry.query, secretNames),
      this.#messageId(entry.request),
      this.#messageId(entry.response),
      entry.correlationId ?? null,
      entry.violations === undefined || entry.violations.length === 0 ? null : JSON.stringify(entry.violations),
      entry.decision === undefined ? null : JSON.stringify(entry.decision),
    );
    if (this.#values.length < this.#queries.entries.parameters.length) return;
    this.#statements.run(this.#queries.entries, this.#values);
    this.#values = [];
  }

  /** Writes what is left. */
  finish(): void {
    const columns = this.#queries.entries.parameters.length / ENTRIES_PER_INSERT;
    for (let start = 0; start < this.#values.length; start += columns) {
      this.#statements.run(this.#queries.entry, this.#values.slice(start, start + columns));
    }
  }

  #endpointId({ method, route, operationId, admin = false }: NewLogEntry): number {
    const tuple = [method, route, operationId, admin];
    const known = this.#rows.endpoints.get(tuple);
    if (known !== undefined) return known;
    const values = [this.#options.api ?? '', method, route ?? null, operationId ?? null, admin ? 1 : 0];
    const stored = this.#statements.value(this.#queries.endpointId, values);
    const id = typeof stored === 'number' ? stored : this.#statements.run(this.#queries.endpoint, values);
    this.#rows.endpoints.set(tuple, id);
    return id;
  }

  #originId({ client, userAgent, sessionId, scenario, world }: NewLogEntry): number {
    const values = [client ?? null, userAgent ?? null, sessionId ?? null, scenario ?? null, world ?? null];
    const known = this.#rows.origins.get(values);
    if (known !== undefined) return known;
    const id = this.#statements.run(this.#queries.origin, values);
    this.#rows.origins.set(values, id);
    return id;
  }

  #pathId(path: string): number {
    const tuple = [path];
    const known = this.#rows.paths.get(tuple);
    if (known !== undefined) return known;
    const id = this.#statements.run(this.#queries.path, tuple);
    this.#rows.paths.set(tuple, id);
    return id;
  }

  #messageId(message: LoggedMessage): number {
    if (message.body === undefined) return this.#bodilessId(message);
    const known = this.#rows.messages.get(message);
    if (known !== undefined) return known;
    const { body, truncated } = bodyContent(message, this.#options.maxBodyBytes, this.#options.secretNames);
    const headersId = this.#headersId(message.headers);
    const id = this.#statements.run(this.#queries.message, [headersId, body, message.size, truncated ? 1 : 0]);
    this.#rows.messages.set(message, id);
    return id;
  }

  #bodilessId({ headers, size, truncated = false }: LoggedMessage): number {
    const tuple: unknown[] = [size, truncated];
    for (const [name, value] of headers) tuple.push(name, value);
    const known = this.#rows.bodiless.get(tuple);
    if (known !== undefined) return known;
    const id = this.#statements.run(this.#queries.message, [this.#headersId(headers), null, size, truncated ? 1 : 0]);
    this.#rows.bodiless.set(tuple, id);
    return id;
  }

  #headersId(headers: LoggedMessage['headers']): number {
    const tuple = headers.flat();
    const known = this.#rows.headers.get(tuple);
    if (known !== undefined) return known;
    const id = this.#statements.run(this.#queries.headers, [headersContent(headers, this.#options.secretNames)]);
    this.#rows.headers.set(tuple, id);
    return id;
  }
}
