import path from 'node:path';
import type { MockRecord } from '@mockloop/mock-registry';
import { connectMock } from '../mock/connect-mock.ts';
import type { MockAbout } from '../mock/mock-about.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { generatedProjects, type Project } from './generated-projects.ts';
import { type FoundMock, scanPorts, USUAL_PORTS } from './scan-ports.ts';

export interface FindMocksOptions {
  /** Of loopback. Default: where mocks listen that were told nothing else. */
  readonly ports?: readonly number[] | undefined;
  /** Whether each mock is asked how it is. */
  readonly checkHealth: boolean;
  readonly includeGenerated: boolean;
}

/** A machine that does much else is slow to answer. */
const TIMEOUT_MS = 10_000;

/** One mock, from all places where there is something of it. */
export interface KnownMock {
  /** It was started in the background. */
  readonly record?: MockRecord | undefined;
  /** It answers on a port that was scanned. */
  readonly found?: FoundMock | undefined;
  readonly project?: Project | undefined;
  /** What it says of itself. */
  readonly about?: MockAbout | undefined;
  /** Why it does not. */
  readonly trouble?: MockLoopError | undefined;
}

/** Mocks that run on this machine, and generated ones, running or not. */
export async function findMocks(options: FindMocksOptions, context: ToolContext): Promise<readonly KnownMock[]> {
  const registry = await context.registry();
  const [records, found, projects] = await Promise.all([
    registry.list(),
    scanPorts(options.ports ?? USUAL_PORTS, context),
    options.includeGenerated ? generatedProjects(context) : [],
  ]);
  const recorded = records.map((record): KnownMock => ({ record, found: found.find((one) => isSame(record, one)) }));
  const others = found
    .filter((one) => !recorded.some((mock) => mock.found === one))
    .map((one): KnownMock => ({ found: one }));
  const running = await Promise.all(
    [...recorded, ...others].map(async (mock) => ({ ...mock, ...(await ask(mock, options, context)) })),
  );
  const matched = running.map((mock) => ({ ...mock, project: projects.find((project) => isOf(project, mock)) }));
  const idle = projects.filter((project) => !matched.some((mock) => mock.project === project));
  return [...matched, ...idle.map((project): KnownMock => ({ project }))];
}

/** Whether what answers is a mock that was started in the background, wherever that listens by now. */
export function isSame(record: MockRecord, found: FoundMock): boolean {
  return record.runtime === 'process' ? record.pid === found.pid : portOf(record.adminUrl) === portOf(found.adminUrl);
}

function portOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).port;
}

function isOf({ folder }: Project, { record, about }: KnownMock): boolean {
  if (record !== undefined) return record.folder === folder;
  return about !== undefined && path.dirname(about.document.file) === folder;
}

async function ask(
  { record, found }: KnownMock,
  { checkHealth, includeGenerated }: FindMocksOptions,
  context: ToolContext,
): Promise<Pick<KnownMock, 'about' | 'trouble'>> {
  const url = found?.adminUrl ?? record?.url;
  // Which project it is of, one that nobody recorded has to say itself.
  const isWanted = checkHealth || (record === undefined && includeGenerated);
  if (url === undefined || !isWanted || (record !== undefined && record.state !== 'running')) return {};
  // A token is for those that this machine's MockLoop has started, not for whoever says to be a mock.
  const asker = record === undefined ? { ...context, adminToken: undefined } : context;
  try {
    return { about: (await connectMock(url, asker, { timeoutMs: TIMEOUT_MS })).about };
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof MockLoopError) return { trouble: error };
    throw error;
  }
}
