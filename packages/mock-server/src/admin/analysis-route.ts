import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { analyzeLog, type LogAnalysis } from '@mockloop/analyzer';
import type { LogDimension, LogFilter, LogStore } from '@mockloop/log-store';
import { refuseInvalid } from './admin-problem.ts';
import { analysisSchema } from './figures-schema.ts';
import { analysisQuery } from './log-query.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const analyze = createRoute({
  method: 'get',
  path: '/api/logs/analyze',
  operationId: 'analyzeLogs',
  summary: 'Counts, error rates and percentiles by endpoint, status, method, client, session, hour, minute or second',
  tags: ['logs'],
  request: { query: analysisQuery },
  responses: { 200: jsonContent(analysisSchema, 'The analysis.'), ...problemResponses() },
});

export function createAnalysisRoute(logs: LogStore): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid }).openapi(analyze, async (context) => {
    const { filter, groupBy } = context.req.valid('query');
    return context.json(await analyzeLogs(logs, filter, groupBy), 200);
  });
}

async function analyzeLogs(logs: LogStore, filter: LogFilter, by: LogDimension): Promise<LogAnalysis> {
  const endpoints = await logs.groups(filter, 'endpoint');
  const grouped = by === 'endpoint' ? undefined : { by, groups: await logs.groups(filter, by) };
  return analyzeLog(endpoints, { grouped, timeRange: await logs.timeRange(filter) });
}
