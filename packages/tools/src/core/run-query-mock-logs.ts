import * as z from 'zod';
import { connectMock, type MockConnection } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { figuresOfAnalysis } from './log-figures.ts';
import { type LoggedExchange, loggedExchangeSchema } from './logged-exchange.ts';
import type { QueryMockLogsInput, QueryMockLogsResult } from './query-mock-logs.ts';

/** Of a body, in a page. */
const BODY_BYTES = 2_000;
/** Of a page as JSON. One entry is always in it; the head of a request has a bound of its own. */
const PAGE_CHARACTERS = 300_000;

const pageSchema = z.object({ logs: z.array(loggedExchangeSchema), total_count: z.number() });

export async function runQueryMockLogs(
  args: QueryMockLogsInput & { readonly limit: number; readonly offset: number },
  context: ToolContext,
): Promise<QueryMockLogsResult> {
  const mock = await connectMock(args.server_url, context, { world: args.world });
  const filter = filterOf({ ...args, world: mock.world });
  const { limit, offset } = args;
  const page = new URLSearchParams([
    ...filter,
    ['limit', String(limit)],
    ['offset', String(offset)],
    ['body_bytes', String(BODY_BYTES)],
  ]);
  const { logs, total_count } = await mock.json(`/api/logs/search?${page}`, pageSchema, {
    onRefusal: invalidFilter(args),
  });
  const analysis =
    args.analyze === false ? undefined : await mock.json(`/api/logs/analyze?${filter}`, figuresOfAnalysis);
  const shown = firstThatFit(logs.map((entry) => withResource(entry, mock)));
  const next = offset + shown.length;
  return {
    status: 'success',
    server_url: mock.apiUrl ?? mock.adminUrl,
    logs: shown,
    total_count,
    returned_count: shown.length,
    next_offset: shown.length > 0 && next < total_count ? next : undefined,
    analysis,
  };
}

function filterOf(args: QueryMockLogsInput): URLSearchParams {
  const values: Readonly<Record<string, string | undefined>> = {
    method: args.method,
    path_regex: args.path_pattern && regexOf(args.path_pattern),
    status: args.status_codes?.join(','),
    time_from: args.time_from,
    time_to: args.time_to,
    session_id: args.session_id,
    q: args.text,
    world: args.world,
    include_admin: args.include_admin === true ? 'true' : undefined,
  };
  const given = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(given);
}

/** A path template such as `/pets/{petId}` means the paths that it stands for, also below a base path. */
function regexOf(pattern: string): string {
  const isTemplate = /^\/[\w./~-]*\{[A-Za-z_][\w.-]*\}(?:[\w./~-]|\{[A-Za-z_][\w.-]*\})*$/.test(pattern);
  return isTemplate ? `${pattern.replace(/\{[^}]*\}/g, '[^/]+')}$` : pattern;
}

/** What the mock calls a filter, and what the tool does. */
const ARGUMENTS: Readonly<Record<string, string>> = { path_regex: 'path_pattern', status: 'status_codes', q: 'text' };

/** The filters are the mock's to judge; what it says of them is about arguments. */
function invalidFilter({ path_pattern }: QueryMockLogsInput) {
  return (status: number, { problems, message }: MockLoopError): MockLoopError | undefined => {
    if (status !== 400) return undefined;
    const named = problems.map(({ pointer, detail }) => ({
      pointer: `/${ARGUMENTS[pointer.slice(1)] ?? pointer.slice(1)}`,
      detail,
    }));
    const ofAll = [{ pointer: path_pattern === undefined ? '' : '/path_pattern', detail: message }];
    return new MockLoopError('INVALID_ARGUMENTS', 'The log cannot be searched for this.', {
      problems: named.length > 0 ? named : ofAll,
      advice: 'Mend it, or leave it out.',
    });
  };
}

function withResource(entry: LoggedExchange, { adminUrl }: MockConnection): LoggedExchange {
  if (!entry.request.truncated && !entry.response.truncated) return entry;
  const { host } = new URL(adminUrl);
  return { ...entry, resource: `mockloop://mocks/${encodeURIComponent(host)}/logs/${encodeURIComponent(entry.id)}` };
}

function firstThatFit(entries: readonly LoggedExchange[]): readonly LoggedExchange[] {
  let characters = 0;
  const end = entries.findIndex((entry) => {
    characters += JSON.stringify(entry).length;
    return characters > PAGE_CHARACTERS;
  });
  return end === -1 ? entries : entries.slice(0, Math.max(1, end));
}
