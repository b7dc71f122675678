import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { type AnalyzeLogOptions, analyzeLog, type LogAnalysis } from '@mockloop/analyzer';
import type { LogDimension, LogEntry, LogFilter, LogStore } from '@mockloop/log-store';
import { refuseInvalid } from './admin-problem.ts';
import { analysisSchema } from './figures-schema.ts';
import { analysisQuery } from './log-query.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const analyze = createRoute({
  method: 'get',
  path: '/api/logs/analyze',
  operationId: 'analyzeLogs',
  summary: 'Counts, error rates and percentiles by endpoint, status, method, client, session or hour',
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
  return analyzeLog(endpoints, { grouped, timeRange: await timeRange(logs, filter) });
}

async function timeRange(logs: LogStore, filter: LogFilter): Promise<AnalyzeLogOptions['timeRange']> {
  const { entries } = await logs.search(filter, { limit: 1 });
  const [latest, earliest] = [entries[0], await oldestEntry(logs, filter)];
  if (latest === undefined || earliest === undefined) return undefined;
  return { earliest: Date.parse(earliest.time), latest: Date.parse(latest.time) };
}

/** An export begins with it; a search would count all the others first. */
async function oldestEntry(logs: LogStore, filter: LogFilter): Promise<Pick<LogEntry, 'time'> | undefined> {
  for await (const piece of logs.export(filter, 'ndjson')) {
    const [line = ''] = piece.split('\n', 1);
    if (line !== '') return JSON.parse(line) as LogEntry;
  }
  return undefined;
}
