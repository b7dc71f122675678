import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { LogFilter } from '@mockloop/log-store';
import { DEFAULT_WORLD } from '../worlds/worlds.ts';
import type { AdminHost } from './admin-host.ts';
import { refuseInvalid } from './admin-problem.ts';
import { CHART_TYPES, readCharts, TIME_RANGES } from './analytics/charts.ts';
import { createProcessMeter } from './analytics/measure-process.ts';
import { recentTraffic, WINDOW_MS } from './analytics/realtime.ts';
import { keyFiguresSchema } from './figures-schema.ts';
import { jsonContent, problemResponses } from './route-responses.ts';
import { worldQuery } from './world-parameter.ts';

const tags = ['analytics'];
const count = z.number().int().min(0);
const time = z.iso.datetime().openapi({ description: 'When the interval begins.' });
const figure = z.number().optional();
const query = z.strictObject({
  world: worldQuery.shape.world.openapi({ description: 'Requests of this world alone. Default: of all.' }),
  session_id: z.string().min(1).optional(),
});

const realtimeSchema = z
  .object({
    timestamp: z.iso.datetime(),
    window_seconds: z.number(),
    recent_requests: count,
    error_count: count.openapi({ description: 'Answers with a status of 400 or more.' }),
    avg_response_time_ms: figure.openapi({ description: 'Absent without a request.' }),
    p95_response_time_ms: figure,
    in_flight: count.openapi({ description: 'Requests that are being answered.' }),
    active_scenario: z.string().nullable(),
    series: z
      .array(z.object({ time, total_requests: count, total_errors: count, average_ms: figure }))
      .openapi({ description: 'One point each second.' }),
    process: z.object({
      memory_bytes: count,
      heap_used_bytes: count,
      cpu_percent: figure.openapi({ description: 'Of one core, since the request before; absent at the first.' }),
      cpu_interval_seconds: figure,
    }),
  })
  .openapi('Realtime');
const chartsSchema = z
  .object({
    chart_type: z.enum(CHART_TYPES),
    time_range: z.enum(TIME_RANGES),
    from: z.iso.datetime(),
    to: z.iso.datetime().openapi({ description: 'Exclusive; the last interval has not ended yet.' }),
    interval_seconds: z.number().int(),
    request_volume: z.array(z.object({ time, total_requests: count, total_errors: count })).optional(),
    status_distribution: z.array(z.object({ status: count, count, percentage: z.number() })).optional(),
    top_endpoints: z.array(keyFiguresSchema).optional(),
    response_times: z
      .array(z.object({ time, average_ms: figure, p50_ms: figure, p90_ms: figure, p95_ms: figure, p99_ms: figure }))
      .optional()
      .openapi({ description: 'Figures are absent where there was no request.' }),
  })
  .openapi('Charts');

const realtime = createRoute({
  method: 'get',
  path: '/api/analytics/realtime',
  operationId: 'getRealtimeAnalytics',
  summary: 'The last five minutes, second by second, and what the process takes',
  tags,
  request: { query },
  responses: { 200: jsonContent(realtimeSchema, 'As measured.'), ...problemResponses() },
});
const charts = createRoute({
  method: 'get',
  path: '/api/analytics/charts',
  operationId: 'getAnalyticsCharts',
  summary: 'Volume, statuses, busiest endpoints and response times over a stretch of time',
  tags,
  request: {
    query: query.extend({
      chart_type: z.enum(CHART_TYPES).optional().openapi({ description: 'Default: overview, which is all of them.' }),
      time_range: z.enum(TIME_RANGES).optional().openapi({ description: 'Default: 1h.' }),
      limit: z
        .string()
        .regex(/^(?:[1-9]\d?|100)$/, 'Expected 1 to 100')
        .optional()
        .openapi({ description: 'How many endpoints, 1 to 100. Default: 10.' }),
    }),
  },
  responses: { 200: jsonContent(chartsSchema, 'What a page draws.'), ...problemResponses() },
});

/** What a page shows of the traffic, now and lately. */
export function createAnalyticsRoutes(host: AdminHost): OpenAPIHono {
  const measure = createProcessMeter();
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(realtime, async (context) => {
      const now = Date.now();
      const { series, ...figures } = await recentTraffic(host.logs, toFilter(context.req.valid('query')), now);
      return context.json(
        {
          timestamp: new Date(now).toISOString(),
          window_seconds: WINDOW_MS / 1_000,
          ...figures,
          in_flight: host.counters().inFlight,
          active_scenario: activeScenario(host, context.req.valid('query').world),
          series: [...series],
          process: measure(),
        },
        200,
      );
    })
    .openapi(charts, async (context) => {
      const { chart_type = 'overview', time_range = '1h', limit = '10', ...filter } = context.req.valid('query');
      const options = { now: Date.now(), range: time_range, type: chart_type, limit: Number(limit) };
      const { range, ...drawn } = await readCharts(host.logs, toFilter(filter), options);
      return context.json(
        {
          chart_type,
          time_range,
          from: new Date(range.from).toISOString(),
          to: new Date(range.to).toISOString(),
          interval_seconds: range.stepMs / 1_000,
          request_volume: drawn.request_volume && [...drawn.request_volume],
          status_distribution: drawn.status_distribution && [...drawn.status_distribution],
          top_endpoints: drawn.top_endpoints && [...drawn.top_endpoints],
          response_times: drawn.response_times && [...drawn.response_times],
        },
        200,
      );
    });
}

/** Of the default world where none is named. */
function activeScenario({ worlds }: AdminHost, id: string = DEFAULT_WORLD): string | null {
  return worlds.has(id) ? (worlds.named(id).state.active ?? null) : null;
}

interface TrafficQuery {
  readonly world?: string | undefined;
  readonly session_id?: string | undefined;
}

function toFilter({ world, session_id: sessionId }: TrafficQuery): LogFilter {
  return { sessionId, world: world === DEFAULT_WORLD ? '' : world };
}
