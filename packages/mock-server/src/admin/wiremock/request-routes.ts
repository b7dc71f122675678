import type { LogEntry } from '@mockloop/log-store';
import type { Context, Hono } from 'hono';
import type { World } from '../../worlds/world.ts';
import type { AdminHost } from '../admin-host.ts';
import { AdminProblem } from '../admin-problem.ts';
import { loggedRequest, loggedRequestSchema, serveEvent, subjectOfLoggedRequest } from './logged-request.ts';
import {
  compileRequestPattern,
  type RequestPattern,
  type RequestTest,
  requestPatternSchema,
} from './request-pattern.ts';
import { written } from './stub-mapping.ts';
import { subjectOfEntry } from './subject.ts';
import { logWorld, orRefuse, pageOf, read, stubsOf, worldOf } from './wiremock-context.ts';

/** How many of the newest entries are looked through for a pattern. */
const MAX_ENTRIES = 10_000;
const PAGE = 1_000;
const MAX_NEAR_MISSES = 3;

export function addRequestRoutes(app: Hono, host: AdminHost): void {
  app.get('/requests', async (context) => {
    const { limit, offset = 0 } = pageOf(context);
    const { unmatched: isUnmatched, matchingStub } = context.req.query();
    const { entries, total } = await journal(worldOf(context, host), host, sinceOf(context));
    const { mappings } = stubsOf(context, host);
    const events = entries
      .map((entry) => serveEvent(entry, mappings))
      .filter(({ wasMatched }) => isUnmatched !== 'true' || !wasMatched)
      .filter(({ stubMapping }) => matchingStub === undefined || stubMapping?.id === matchingStub);
    const requests = events.slice(offset, limit === undefined ? undefined : offset + limit);
    const left = entries.length - events.length;
    return context.json({ requests, meta: { total: total - left }, requestJournalDisabled: false });
  });
  const forget = async (context: Context): Promise<Response> => {
    await host.logs.clear({ world: logWorld(worldOf(context, host)) });
    return context.json({});
  };
  app.delete('/requests', forget);
  app.post('/requests/reset', forget);
  app.post('/requests/count', async (context) => {
    const entries = await matching(context, host);
    return context.json({ count: entries.length, requestJournalDisabled: false });
  });
  app.post('/requests/find', async (context) => {
    const entries = await matching(context, host);
    return context.json({ requests: entries.map(loggedRequest), requestJournalDisabled: false });
  });
  app.get('/requests/unmatched', async (context) => {
    const entries = await unmatched(worldOf(context, host), host);
    return context.json({ requests: entries.map(loggedRequest), requestJournalDisabled: false });
  });
  app.get('/requests/unmatched/near-misses', async (context) => {
    const world = worldOf(context, host);
    const stubs = stubsOf(context, host);
    const nearMisses = (await unmatched(world, host)).flatMap((entry) =>
      stubs.nearMisses(subjectOfEntry(entry), MAX_NEAR_MISSES).map(({ mapping, distance, missed }) => ({
        request: loggedRequest(entry),
        stubMapping: written(mapping),
        matchResult: { distance },
        missed,
      })),
    );
    return context.json({ nearMisses });
  });
  app.post('/near-misses/request', async (context) => {
    const request = await read(context, loggedRequestSchema);
    const stubs = stubsOf(context, host);
    const nearMisses = stubs
      .nearMisses(subjectOfLoggedRequest(request), MAX_NEAR_MISSES)
      .map(({ mapping, distance, missed }) => ({
        request,
        stubMapping: written(mapping),
        matchResult: { distance },
        missed,
      }));
    return context.json({ nearMisses });
  });
  app.post('/near-misses/request-pattern', async (context) => {
    const requestPattern = await read(context, requestPatternSchema);
    const tests = compiled(requestPattern);
    const nearMisses = (await newest(worldOf(context, host), host))
      .map((entry) => {
        const subject = subjectOfEntry(entry);
        const missed = tests.filter(({ test }) => !test(subject)).map(({ name }) => name);
        return { entry, missed, distance: missed.length / Math.max(1, tests.length) };
      })
      .filter(({ distance }) => distance > 0)
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, MAX_NEAR_MISSES)
      .map(({ entry, missed, distance }) => ({
        request: loggedRequest(entry),
        requestPattern,
        matchResult: { distance },
        missed,
      }));
    return context.json({ nearMisses });
  });
  app.get('/requests/:id', async (context) => {
    const entry = await host.logs.get(context.req.param('id'));
    if (entry === undefined || (entry.world ?? '') !== logWorld(worldOf(context, host)))
      throw new AdminProblem('NOT_FOUND', 'There is no such request in the log.');
    return context.json(serveEvent(entry, stubsOf(context, host).mappings));
  });
}

async function matching(context: Context, host: AdminHost): Promise<readonly LogEntry[]> {
  const tests = compiled(await read(context, requestPatternSchema));
  const entries = await newest(worldOf(context, host), host);
  return entries.filter((entry) => {
    const subject = subjectOfEntry(entry);
    return tests.every(({ test }) => test(subject));
  });
}

function compiled(pattern: RequestPattern): RequestTest[] {
  return orRefuse(() => compileRequestPattern(pattern));
}

/** What neither a stub nor an operation of the document answered. */
async function unmatched(world: World, host: AdminHost): Promise<readonly LogEntry[]> {
  const entries = await newest(world, host);
  return entries.filter(({ decision, route }) => route === undefined && decision?.by !== 'override');
}

/** @throws {AdminProblem} for what is no time. */
function sinceOf(context: Context): number | undefined {
  const since = context.req.query('since');
  if (since === undefined || !Number.isNaN(Date.parse(since)))
    return since === undefined ? undefined : Date.parse(since);
  throw new AdminProblem('INVALID_REQUEST', `The parameter since is no time in ISO 8601: ${JSON.stringify(since)}.`);
}

async function newest(world: World, host: AdminHost): Promise<readonly LogEntry[]> {
  return (await journal(world, host)).entries;
}

interface Journal {
  /** The newest first. */
  readonly entries: readonly LogEntry[];
  /** How many there are in all. */
  readonly total: number;
}

async function journal(world: World, { logs }: AdminHost, since?: number): Promise<Journal> {
  const entries: LogEntry[] = [];
  let total = 0;
  let cursor: string | undefined;
  do {
    const page = await logs.search({ world: logWorld(world), timeFrom: since }, { limit: PAGE, cursor });
    entries.push(...page.entries);
    total = page.total;
    cursor = page.nextCursor;
  } while (cursor !== undefined && entries.length < MAX_ENTRIES);
  return { entries, total };
}
