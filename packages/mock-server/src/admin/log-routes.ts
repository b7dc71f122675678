import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { LogEntry, LogExportFormat, LogFilter, LogStore } from '@mockloop/log-store';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { exportEntries } from './export-entries.ts';
import { logEntrySchema, toLogEntryJson } from './log-entry-json.ts';
import { exportQuery, filterQuery, searchQuery, streamQuery } from './log-query.ts';
import { matchesEntry } from './matches-entry.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { streamEntries } from './stream-entries.ts';

const pageSchema = z
  .object({
    logs: z.array(logEntrySchema).openapi({ description: 'Newest first.' }),
    total_count: z.number().int().openapi({ description: 'How many entries match the filter in all.' }),
    returned_count: z.number().int(),
    next_cursor: z.string().optional().openapi({ description: 'Absent on the last page.' }),
  })
  .openapi('LogPage');

const search = createRoute({
  method: 'get',
  path: '/api/logs/search',
  operationId: 'searchLogs',
  summary: 'Find requests by text, status, path, time and more',
  tags: ['logs'],
  request: { query: searchQuery },
  responses: { 200: jsonContent(pageSchema, 'A page of entries.'), ...problemResponses() },
});
const stream = createRoute({
  method: 'get',
  path: '/api/logs/stream',
  operationId: 'streamLogs',
  summary: 'Requests as they come in, as server-sent events',
  tags: ['logs'],
  request: { query: streamQuery, headers: z.object({ 'last-event-id': z.string().optional() }) },
  responses: {
    200: {
      description: 'Events named `log`; their data is a LogEntry, their id that of the entry.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemResponses(),
  },
});
const exporting = createRoute({
  method: 'get',
  path: '/api/logs/export',
  operationId: 'exportLogs',
  summary: 'Download the log as JSON, NDJSON, CSV or HAR',
  tags: ['logs'],
  request: { query: exportQuery },
  responses: {
    200: {
      description: 'Oldest entry first.',
      content: {
        'application/json': { schema: {} },
        'application/x-ndjson': { schema: {} },
        'text/csv': { schema: {} },
      },
    },
    ...problemResponses(),
  },
});
const one = createRoute({
  method: 'get',
  path: '/api/logs/{id}',
  operationId: 'getLogEntry',
  summary: 'One request, whole',
  tags: ['logs'],
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: jsonContent(logEntrySchema, 'The entry.'), ...problemResponses('NOT_FOUND') },
});
const clear = createRoute({
  method: 'delete',
  path: '/api/logs',
  operationId: 'clearLogs',
  summary: 'Delete what matches; everything without a filter',
  tags: ['logs'],
  request: { query: filterQuery },
  responses: {
    200: jsonContent(z.object({ deleted_count: z.number().int() }), 'How many entries were deleted.'),
    ...problemResponses(),
  },
});

export function createLogRoutes(logs: LogStore): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(search, async (context) => {
      const { filter, page, bodyBytes } = context.req.valid('query');
      const { entries, total, nextCursor } = await logs.search(filter, page);
      return context.json(
        {
          logs: entries.map((entry) => toLogEntryJson(entry, bodyBytes)),
          total_count: total,
          returned_count: entries.length,
          next_cursor: nextCursor,
        },
        200,
      );
    })
    .openapi(stream, (context) => streamResponse(logs, context.req.raw, context.req.valid('query').filter))
    .openapi(exporting, (context) => {
      const { filter, format } = context.req.valid('query');
      return exportResponse(exportEntries(logs, filter, format), format);
    })
    .openapi(one, async (context) => {
      const { id } = context.req.valid('param');
      const entry = await logs.get(id);
      if (entry === undefined)
        throw new AdminProblem('NOT_FOUND', `The log has no entry ${JSON.stringify(id)}. It may have been deleted.`);
      return context.json(toLogEntryJson(entry), 200);
    })
    .openapi(clear, async (context) => {
      const { filter } = context.req.valid('query');
      const everything = new URL(context.req.url).search === '';
      return context.json({ deleted_count: await logs.clear(everything ? {} : filter) }, 200);
    });
}

/** `HEAD` gets the fields alone: nobody would ever read, and so end, its stream. */
function streamResponse(logs: LogStore, request: Request, filter: LogFilter): Response {
  const options = {
    matches: (entry: LogEntry): boolean => matchesEntry(entry, filter),
    present: (entry: LogEntry): string => JSON.stringify(toLogEntryJson(entry)),
    lastEventId: request.headers.get('last-event-id') ?? undefined,
    signal: request.signal,
  };
  const body = request.method === 'HEAD' ? null : streamEntries(logs, options);
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } });
}

const EXPORT_TYPES: Readonly<Record<LogExportFormat, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  har: 'application/json',
};

function exportResponse(pieces: AsyncIterable<string>, format: LogExportFormat): Response {
  const headers = {
    'content-type': EXPORT_TYPES[format],
    'content-disposition': `attachment; filename="mockloop-log.${format}"`,
  };
  return new Response(ReadableStream.from(encode(pieces)), { headers });
}

async function* encode(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
