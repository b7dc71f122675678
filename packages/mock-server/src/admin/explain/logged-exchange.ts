import type { LogEntry } from '@mockloop/log-store';
import type { ScenarioRequest } from '@mockloop/scenarios';
import type { ApiDocument, Operation, OperationEntry } from '@mockloop/spec-parser';
import type { FoundOperation } from '../../operation-table.ts';
import { decodeSegment, parsePathTemplate } from '../../path-template.ts';
import { type BadPreference, type Preferences, readPreferences } from '../../preferences.ts';
import { routeOf } from '../find-operation.ts';

/** A request out of the log, seen with the eyes of the document that is served now. */
export interface LoggedExchange {
  readonly entry: LogEntry;
  readonly document: ApiDocument;
  readonly found: FoundOperation;
  /** The operation that it reached. */
  readonly reached?: OperationEntry | undefined;
  /** The same, read; absent also where a reference in it leads nowhere. */
  readonly operation?: Operation | undefined;
  /** By name, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly preferences: Preferences | BadPreference;
  /** Where the mock refused it in its own words. */
  readonly problem?: RefusedWith | undefined;
  header(name: string): string | undefined;
}

/** What problem details of the mock say. */
export interface RefusedWith {
  /** E.g. `UNAUTHORIZED`. */
  readonly name: string;
  readonly detail: string;
}

export function readLoggedExchange(entry: LogEntry, document: ApiDocument): LoggedExchange {
  const { method, path, query } = entry;
  const header = (name: string): string | undefined => fieldOf(entry.request.headers, name);
  const found = routeOf(document, { method, path, query, header });
  const reached = found.kind === 'found' ? reachedOf(found.entries, entry) : undefined;
  return {
    entry,
    document,
    found,
    reached,
    operation: reached && readOperation(document, reached),
    pathParameters: found.kind === 'found' && reached ? parametersOf(reached, found.captures) : {},
    preferences: readPreferences(header, query),
    problem: problemOf(entry),
    header,
  };
}

/** As a scenario sees it. What the log has redacted or cut, it sees redacted or cut. */
export function toScenarioRequest({ entry, reached, pathParameters, header }: LoggedExchange): ScenarioRequest {
  const { method, path, query, client, request } = entry;
  return {
    ...{ method, path, client, params: pathParameters },
    operationId: reached?.operationId,
    route: reached?.path,
    query: firstOfEach(new URLSearchParams(query)),
    headers: firstOfEach(request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)),
    cookies: firstOfEach(cookiesOf(header('cookie') ?? '')),
    body: request.encoding === undefined ? bodyOf(request.body, header('content-type')) : undefined,
    time: Date.parse(entry.time),
  };
}

function fieldOf(fields: LogEntry['request']['headers'], name: string): string | undefined {
  const values = fields.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Of several on one path, the one that the log names. */
function reachedOf(entries: readonly OperationEntry[], { operationId }: LogEntry): OperationEntry | undefined {
  return entries.find((entry) => entry.operationId === operationId) ?? entries[0];
}

function readOperation(document: ApiDocument, entry: OperationEntry): Operation | undefined {
  try {
    return document.readOperation(entry);
  } catch {
    return undefined;
  }
}

function parametersOf({ path }: OperationEntry, captures: readonly string[]): Readonly<Record<string, string>> {
  const { names } = parsePathTemplate(path);
  return firstOfEach(names.map((name, index) => [name, decodeSegment(captures[index] ?? '')] as const));
}

/** Without a prototype: `__proto__` is a name like any other. */
function firstOfEach(pairs: Iterable<readonly [name: string, value: string]>): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) record[name] ??= value;
  return record;
}

function cookiesOf(field: string): (readonly [name: string, value: string])[] {
  return field.split(';').flatMap((pair) => {
    const mark = pair.indexOf('=');
    return mark === -1 ? [] : [[pair.slice(0, mark).trim(), pair.slice(mark + 1).trim()] as const];
  });
}

function bodyOf(text: string | undefined, contentType: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  if (contentType?.startsWith('application/x-www-form-urlencoded') === true)
    return firstOfEach(new URLSearchParams(text));
  return parsed(text) ?? text;
}

const PROBLEM_TYPE = 'urn:mockloop:problem:';

function problemOf({ response }: LogEntry): RefusedWith | undefined {
  if (response.body?.startsWith(`{"type":"${PROBLEM_TYPE}`) !== true) return undefined;
  const [, name = ''] = /^\{"type":"urn:mockloop:problem:(\w+)"/.exec(response.body) ?? [];
  const value = parsed(response.body);
  const isRecord = typeof value === 'object' && value !== null && 'detail' in value;
  return { name, detail: isRecord ? String(value.detail) : '' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
