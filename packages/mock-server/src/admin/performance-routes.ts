import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { summarize, summarizeByKey } from '@mockloop/analyzer';
import type { LogFilter, LogStore } from '@mockloop/log-store';
import { refuseInvalid } from './admin-problem.ts';
import { figuresSchema, keyFiguresSchema } from './figures-schema.ts';
import { filterQuery, pageQuery } from './log-query.ts';
import { cutPage, pageCounts } from './page-parameter.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const sessionsSummarySchema = z.object({
  total_sessions: z.number().int(),
  requests_in_sessions: z.number().int(),
  average_requests_per_session: z.number().optional(),
});

const metrics = createRoute({
  method: 'get',
  path: '/api/performance/metrics',
  operationId: 'getPerformanceMetrics',
  summary: 'Counts, error rates and response times of each endpoint',
  tags: ['performance'],
  request: { query: pageQuery },
  responses: {
    200: jsonContent(
      z.object({ metrics: z.array(keyFiguresSchema), ...pageCounts }),
      'The most requested endpoints first.',
    ),
    ...problemResponses(),
  },
});
const summary = createRoute({
  method: 'get',
  path: '/api/performance/summary',
  operationId: 'getPerformanceSummary',
  summary: 'The same of all requests, of the ten busiest endpoints, and of sessions',
  tags: ['performance'],
  request: { query: filterQuery },
  responses: {
    200: jsonContent(
      z.object({
        overall_performance: figuresSchema,
        endpoint_performance: z.array(keyFiguresSchema),
        session_summary: sessionsSummarySchema,
      }),
      'The summary.',
    ),
    ...problemResponses(),
  },
});
const sessions = createRoute({
  method: 'get',
  path: '/api/performance/sessions',
  operationId: 'getPerformanceSessions',
  summary: 'The same of each session (X-Session-Id)',
  tags: ['performance'],
  request: { query: pageQuery },
  responses: {
    200: jsonContent(z.object({ sessions: z.array(keyFiguresSchema), ...pageCounts }), 'The busiest sessions first.'),
    ...problemResponses(),
  },
});

const BUSIEST = 10;

export function createPerformanceRoutes(logs: LogStore): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(metrics, async (context) => {
      const { filter, limit, offset } = context.req.valid('query');
      const { page, counts } = cutPage(summarizeByKey(await logs.groups(filter, 'endpoint')), { limit, offset });
      return context.json({ metrics: page, ...counts }, 200);
    })
    .openapi(summary, async (context) => context.json(await summarizeLog(logs, context.req.valid('query').filter), 200))
    .openapi(sessions, async (context) => {
      const { filter, limit, offset } = context.req.valid('query');
      const { page, counts } = cutPage(summarizeByKey(await sessionGroups(logs, filter)), { limit, offset });
      return context.json({ sessions: page, ...counts }, 200);
    });
}

async function summarizeLog(logs: LogStore, filter: LogFilter) {
  const endpoints = await logs.groups(filter, 'endpoint');
  const inSessions = await sessionGroups(logs, filter);
  const total = new Set(inSessions.map(({ key }) => key)).size;
  const requests = inSessions.reduce((sum, { count }) => sum + count, 0);
  return {
    overall_performance: summarize(endpoints),
    endpoint_performance: summarizeByKey(endpoints).slice(0, BUSIEST),
    session_summary: {
      total_sessions: total,
      requests_in_sessions: requests,
      ...(total > 0 && { average_requests_per_session: requests / total }),
    },
  };
}

/** Without those of requests that name no session. */
async function sessionGroups(logs: LogStore, filter: LogFilter) {
  return (await logs.groups(filter, 'session')).filter(({ key }) => key !== '');
}
