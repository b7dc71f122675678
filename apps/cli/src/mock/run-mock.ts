import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { openLogStore } from '@mockloop/log-store';
import { createMockServer, type ListenOptions, type MockServer, type MockServerOptions } from '@mockloop/mock-server';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { describeFailure } from '../describe-failure.ts';
import type { Environment } from '../environment.ts';
import { onSignal } from '../on-signal.ts';
import { complain, printable, styled } from '../output.ts';
import type { MockFlags } from './add-mock-command.ts';
import { announce } from './announce.ts';
import { warnOfDocument } from './warn-of-document.ts';
import { watchDocument } from './watch-document.ts';

/** One mock from its start to its end. */
interface Run {
  readonly flags: MockFlags;
  readonly listen: ListenOptions;
  readonly adminToken: string | undefined;
  readonly madeUpToken: string | undefined;
  readonly debug: boolean;
  load(): Promise<ApiDocument>;
}

type Outcome = { readonly again: false } | { readonly again: true; readonly listen: ListenOptions };

/** The requests that wait for the mock's start come before what takes a while. */
const SETTLED_MS = 500;
const ANSWER_MS = 50;

/** Mocks a document until the process, or the admin API, is told to stop. */
export async function runMock(source: string, flags: MockFlags, environment: Environment): Promise<void> {
  const { host, port, adminPort, singlePort } = flags;
  const givenToken = flags.adminToken ?? environment.adminToken;
  const madeUpToken = givenToken === undefined ? tokenFor(host) : undefined;
  const run = {
    flags,
    adminToken: givenToken ?? madeUpToken,
    madeUpToken,
    debug: environment.debug,
    load: () =>
      loadDocument(source, { remoteReferences: flags.remoteRefs, allowPrivateNetworks: flags.allowPrivateNetworks }),
  };
  let outcome: Outcome = { again: true, listen: { host, port, adminPort, singlePort } };
  while (outcome.again) outcome = await runOnce({ ...run, listen: outcome.listen });
}

/** Whoever binds beyond this machine and names no token gets one: the admin port is never open to others. */
function tokenFor(host: string): string | undefined {
  return /^(localhost|127(\.[0-9]+){3}|::1)$/.test(host) ? undefined : randomBytes(18).toString('base64url');
}

async function runOnce(run: Run): Promise<Outcome> {
  const document = await run.load();
  const logs = await openLogStore({
    url: run.flags.db,
    durability: run.flags.durability,
    api: document.info.title,
    onProblem: warn,
  });
  try {
    const ended = Promise.withResolvers<boolean>();
    const mock: MockServer = await createMockServer({
      ...behaviour(run),
      document,
      logs,
      onControl: async (action) => {
        if (action === 'reload-config') await mock.reload(await run.load());
        // First the answer to whoever asked.
        else later(ANSWER_MS, async () => ended.resolve(action === 'restart'));
      },
    });
    return await serve(mock, run, ended);
  } finally {
    await logs.close();
  }
}

function behaviour({ flags, adminToken }: Run): Omit<MockServerOptions, 'document'> {
  const { seed, dynamic, errors, validate, cors, auth } = flags;
  return { seed, dynamic, errors, validate, cors, auth: auth === false ? 'off' : auth, adminToken, onProblem: warn };
}

function warn(message: string): void {
  complain(`${styled('yellow', 'warning', process.stderr)}: ${printable(message)}`);
}

async function serve(mock: MockServer, run: Run, ended: PromiseWithResolvers<boolean>): Promise<Outcome> {
  try {
    const listening = await mock.listen(run.listen);
    const stops = [onSignal(() => ended.resolve(false))];
    if (run.flags.watch) stops.push(watchDocument(mock.document.file, () => reload(mock, run)));
    announce(mock, listening, run);
    stops.push(later(SETTLED_MS, () => settle(mock.document)));
    const again = await ended.promise;
    for (const stop of stops) stop();
    const { apiUrl, adminUrl } = listening;
    return again ? { again, listen: { ...run.listen, port: portOf(apiUrl), adminPort: portOf(adminUrl) } } : { again };
  } finally {
    await mock.close();
  }
}

async function settle(document: ApiDocument): Promise<void> {
  // Written at the end otherwise, which a process that is killed never comes to.
  flushCompileCache();
  await warnOfDocument(document);
}

/** @returns What calls it off. */
function later(delayMs: number, work: () => Promise<void>): () => void {
  const timer = setTimeout(() => void work().catch((error: unknown) => warn(String(error))), delayMs);
  return () => clearTimeout(timer);
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** What cannot be loaded is reported; the version before goes on being served. */
async function reload(mock: MockServer, run: Run): Promise<void> {
  try {
    await mock.reload(await run.load());
    complain(`Read ${printable(mock.document.file)} again: ${mock.document.operations.length} operations.`);
  } catch (error) {
    complain(`${describeFailure(error, run.debug)}\nThe version before goes on being served.`);
  }
}
