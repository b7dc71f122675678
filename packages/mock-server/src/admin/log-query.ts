import { z } from '@hono/zod-openapi';
import type { LogDimension, LogExportFormat, LogFilter, LogPageOptions } from '@mockloop/log-store';
import { DEFAULT_WORLD } from '../worlds/worlds.ts';

/** A query as the route reads it: named as in the URL outside, as the log store takes it inside. */
export type QuerySchema<T> = z.ZodPipe<z.ZodObject, z.ZodTransform<T, Record<string, unknown>>>;

const text = z.string().min(1);
const time = z.iso
  .datetime({
    offset: true,
    error: 'Expected a time in ISO 8601 with its zone, e.g. 2026-11-21T10:00:00Z (in a URL, write + as %2B)',
  })
  .openapi({ example: '2026-11-21T10:00:00Z' });
const flag = z.enum(['true', 'false']);
/** Digits only: `Number` also takes `1e3`, `0x10` and the empty string. */
const count = z.string().regex(/^[0-9]{1,9}$/, { error: 'Expected a number', abort: true });

/** What can be told of one entry alone. */
const entryShape = {
  method: text.optional().openapi({ example: 'GET' }),
  status: z
    .string()
    .regex(
      /^[1-5]([0-9]{2}|[xX]{2})(,[1-5]([0-9]{2}|[xX]{2})){0,99}$/,
      'Expected a status such as 404 or a class such as 4xx, or several with commas between',
    )
    .optional()
    .openapi({
      description: 'A status or a class of statuses; any of several, with commas between.',
      example: '404,5xx',
    }),
  operation_id: text.optional(),
  session_id: text.optional(),
  scenario: text.optional(),
  world: text.optional(),
  correlation_id: text.optional(),
  include_admin: flag.optional().openapi({ description: 'Requests to the admin API too. Default: false.' }),
};
const filterShape = {
  q: text.optional().openapi({ description: 'Words that must all occur in path, query, headers or bodies.' }),
  path_regex: text.optional().openapi({ example: '^/pets/' }),
  time_from: time.optional().openapi({ description: 'Inclusive.' }),
  time_to: time.optional().openapi({ description: 'Exclusive.' }),
  ...entryShape,
};
const pageShape = {
  ...filterShape,
  limit: count
    .refine((value) => Number(value) >= 1 && Number(value) <= 1000, 'Expected 1 to 1000')
    .optional()
    .openapi({ description: '1 to 1000. Default: 100.', example: '100' }),
  offset: count.optional().openapi({ description: 'Not together with cursor. Default: 0.', example: '0' }),
};
const cursorShape = {
  ...pageShape,
  body_bytes: count.optional().openapi({
    description:
      'Cut longer bodies; `truncated` says so, and the entry alone has them whole. Default: as long as they are kept.',
    example: '2000',
  }),
  cursor: text.optional().openapi({ description: '`next_cursor` of the page before.' }),
};
const dimensions = [
  'endpoint',
  'status',
  'method',
  'client',
  'session',
  'hour',
  'minute',
  'second',
] as const satisfies readonly LogDimension[];
const formats = ['json', 'ndjson', 'csv', 'har'] as const satisfies readonly LogExportFormat[];

export const filterQuery: QuerySchema<{ filter: LogFilter }> = closed(filterShape).transform((query) => ({
  filter: toFilter(query),
}));

/** For what cannot be searched, since it is still to come. */
export const streamQuery: QuerySchema<{ filter: LogFilter }> = closed(entryShape).transform((query) => ({
  filter: toFilter(query),
}));

/** For lists that are computed whole and then cut. */
export const pageQuery: QuerySchema<{ filter: LogFilter; limit: number; offset: number }> = closed(pageShape).transform(
  (query) => ({
    filter: toFilter(query),
    limit: Number(query.limit ?? 100),
    offset: Number(query.offset ?? 0),
  }),
);

export const searchQuery: QuerySchema<{ filter: LogFilter; page: LogPageOptions; bodyBytes: number }> = closed(
  cursorShape,
)
  .refine((query) => query.cursor === undefined || query.offset === undefined, {
    path: ['cursor'],
    error: 'Give a cursor or an offset, not both',
  })
  .transform((query) => ({
    filter: toFilter(query),
    page: toPage(query),
    bodyBytes: Number(query.body_bytes ?? Number.POSITIVE_INFINITY),
  }));

export const analysisQuery: QuerySchema<{ filter: LogFilter; groupBy: LogDimension }> = closed({
  ...filterShape,
  group_by: z.enum(dimensions).optional().openapi({ description: 'Default: endpoint.' }),
}).transform((query) => ({
  filter: toFilter(query),
  groupBy: dimensions.find((dimension) => dimension === query.group_by) ?? 'endpoint',
}));

export const exportQuery: QuerySchema<{ filter: LogFilter; format: LogExportFormat }> = closed({
  ...filterShape,
  format: z.enum(formats).optional().openapi({ description: 'Default: json.' }),
}).transform((query) => ({
  filter: toFilter(query),
  format: formats.find((format) => format === query.format) ?? 'json',
}));

/** A misspelt filter would match everything, which is no small matter when deleting: names are checked. */
function closed(shape: Record<string, z.ZodType>): z.ZodObject {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `Unknown parameter. Known: ${names}` : undefined),
  });
}

type Query = Readonly<Record<string, unknown>>;

function toFilter(query: Query): LogFilter {
  const string = (name: string): string | undefined => (typeof query[name] === 'string' ? query[name] : undefined);
  const milliseconds = (name: string): number | undefined =>
    string(name) === undefined ? undefined : Date.parse(string(name) ?? '');
  return {
    q: string('q'),
    method: string('method')?.toUpperCase(),
    status: toStatus(string('status')),
    pathRegex: string('path_regex'),
    operationId: string('operation_id'),
    sessionId: string('session_id'),
    scenario: string('scenario'),
    world: string('world') === DEFAULT_WORLD ? '' : string('world'),
    correlationId: string('correlation_id'),
    timeFrom: milliseconds('time_from'),
    timeTo: milliseconds('time_to'),
    includeAdmin: query.include_admin === 'true',
  };
}

function toStatus(status: string | undefined): LogFilter['status'] {
  return status?.split(',').map((one) => {
    const number = Number(one);
    return Number.isNaN(number) ? (one.toLowerCase() as '4xx') : number;
  });
}

function toPage(query: Query): LogPageOptions {
  const { limit, offset, cursor } = query;
  return {
    limit: limit === undefined ? undefined : Number(limit),
    offset: offset === undefined ? undefined : Number(offset),
    cursor: cursor === undefined ? undefined : String(cursor),
  };
}
