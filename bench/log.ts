import { statSync } from 'node:fs';
import path from 'node:path';
import { analyzeLog } from '@mockloop/analyzer';
import { type LogDimension, type LogFilter, type LogStore, openLogStore } from '@mockloop/log-store';
import { logEntries } from './log-entries.ts';
import { round, type Summary, summary } from './statistics.ts';

export interface LogFigure {
  readonly what: string;
  readonly ms: Summary;
  /** How many entries it was about. */
  readonly entries: number;
}

export interface LogOptions {
  readonly rows: number;
  readonly runs: number;
  /** Folder for files that are thrown away. */
  readonly scratch: string;
}

const START = Date.UTC(2026, 10, 1);
const HOUR_MS = 3_600_000;

/** Fills a log, then searches and analyses it. Every total is compared with a count made while the log was filled. */
export async function measureLog(options: LogOptions): Promise<{ figures: LogFigure[]; databaseMb: number }> {
  const url = path.join(options.scratch, 'log.db');
  const logs = await openLogStore({ api: 'Bench', url });
  try {
    const started = performance.now();
    const counts = await fill(logs, options.rows);
    const written = { what: 'write every entry', ms: summary([performance.now() - started], 0), entries: options.rows };
    const first = await measure(logs, { ...rareWord(counts), what: 'the first full-text search after that' }, 1);
    const measured: LogFigure[] = [];
    for (const question of questions(counts)) measured.push(await measure(logs, question, options.runs));
    return { figures: [written, first, ...measured], databaseMb: round(statSync(url).size / 1e6, 0) };
  } finally {
    await logs.close();
  }
}

interface Counts {
  all: number;
  clientErrorsOfPets: number;
  postsOfAnHour: number;
  needles: number;
  harbourErrors: number;
}

async function fill(logs: LogStore, rows: number): Promise<Counts> {
  const counts = { all: 0, clientErrorsOfPets: 0, postsOfAnHour: 0, needles: 0, harbourErrors: 0 };
  for (const entry of logEntries(rows, START)) {
    const body = String(entry.response.body);
    counts.all++;
    if (entry.operationId === 'get-pets' && entry.status >= 400 && entry.status < 500) counts.clientErrorsOfPets++;
    if (entry.method === 'POST' && Math.floor((entry.time - START) / HOUR_MS) === 12) counts.postsOfAnHour++;
    if (body.includes('needle')) counts.needles++;
    if (entry.status === 500 && body.includes('harbour')) counts.harbourErrors++;
    await logs.append(entry);
  }
  await logs.flush();
  return counts;
}

interface Question {
  readonly what: string;
  /** What the answer must add up to. */
  readonly expected: number;
  /** @returns How many entries the answer is about. */
  ask(logs: LogStore): Promise<number>;
}

function rareWord({ needles }: Counts): Question {
  return page('full text, a rare word, with total', needles, { q: 'needle' });
}

function page(what: string, expected: number, filter: LogFilter): Question {
  return { what, expected, ask: async (logs) => (await logs.search(filter, { limit: 100 })).total };
}

function questions(counts: Counts): Question[] {
  const noon = START + 12 * HOUR_MS;
  return [
    page('page of all, with total', counts.all, {}),
    page('page of one operation and 4xx, with total', counts.clientErrorsOfPets, {
      operationId: 'get-pets',
      status: '4xx',
    }),
    page('page of one method and hour, with total', counts.postsOfAnHour, {
      method: 'POST',
      timeFrom: noon,
      timeTo: noon + HOUR_MS,
    }),
    rareWord(counts),
    page('full text, a common word, with total and status', counts.harbourErrors, { q: 'harbour', status: 500 }),
    { what: 'analysis with percentiles, by endpoint', expected: counts.all, ask: (logs) => analyze(logs, 'endpoint') },
    {
      what: 'analysis with percentiles, by endpoint and hour',
      expected: counts.all,
      ask: (logs) => analyze(logs, 'hour'),
    },
  ];
}

async function analyze(logs: LogStore, by: LogDimension): Promise<number> {
  const endpoints = await logs.groups({}, 'endpoint');
  const grouped = by === 'endpoint' ? undefined : { by, groups: await logs.groups({}, by) };
  return analyzeLog(endpoints, { grouped }).total_requests;
}

async function measure(logs: LogStore, question: Question, runs: number): Promise<LogFigure> {
  const times: number[] = [];
  let entries = 0;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    entries = await question.ask(logs);
    times.push(performance.now() - started);
    if (entries !== question.expected)
      throw new Error(`${question.what}: ${entries} entries, not ${question.expected}`);
  }
  return { what: question.what, ms: summary(times), entries };
}
