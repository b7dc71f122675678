import { randomBytes } from 'node:crypto';
import { flushCompileCache } from 'node:module';
import { openLogStore } from '@mockloop/log-store';
import {
  type ControlAction,
  createMockServer,
  type Listening,
  type ListenOptions,
  type MockServer,
  type MockServerOptions,
  StorageSettingsError,
} from '@mockloop/mock-server';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { describeStorageProblems } from '../configuration/describe-storage-problems.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Environment } from '../environment.ts';
import { complain, printable, styled } from '../output.ts';
import { endUnlessParentIsTold, tellParent } from '../parent.ts';
import { announce } from './announce.ts';
import { changedSettings } from './changed-settings.ts';
import { deployScenarios, readDeployable } from './deploy-scenarios.ts';
import { type MockPlan, type PlanOptions, planMock } from './mock-plan.ts';
import { storageSettings } from './storage-settings.ts';
import { surviveHandlers } from './survive-handlers.ts';
import { warnOfDocument } from './warn-of-document.ts';
import { watchDocument } from './watch-document.ts';
import { type End, watchForEnd } from './watch-for-end.ts';

/** One mock from its start to its end. */
interface Run {
  readonly plan: MockPlan;
  /** As in the plan, but after a restart the ports that it had. */
  readonly listen: ListenOptions;
  readonly json: boolean;
  readonly environment: Environment;
  readonly end: End;
  readonly madeUpToken: string | undefined;
  /** The flags with the configuration as it is now. */
  replan(): Promise<MockPlan>;
}

type Start = Pick<Run, 'plan' | 'listen'>;

/** The requests that wait for the mock's start come before what takes a while. */
const SETTLED_MS = 500;
const ANSWER_MS = 50;

/** Mocks a document until the process, or the admin API, is told to stop. */
export async function runMock(options: PlanOptions): Promise<void> {
  endUnlessParentIsTold();
  const replan = (): Promise<MockPlan> => planMock(options);
  const json = options.flags.json ?? false;
  const { environment } = options;
  const plan = await replan();
  const madeUpToken = plan.adminToken === undefined ? tokenFor(plan.listen.host) : undefined;
  using end = watchForEnd(environment);
  let next: Start | undefined = { plan, listen: plan.listen };
  while (next !== undefined && !end.signal.aborted)
    next = await runOnce({ ...next, json, environment, end, madeUpToken, replan });
}

/** Whoever binds beyond this machine and names no token gets one: the admin port is never open to others. */
function tokenFor(host: string): string | undefined {
  return /^(localhost|127(\.[0-9]+){3}|::1)$/.test(host) ? undefined : randomBytes(18).toString('base64url');
}

/** @returns How to start again, if it is to. */
async function runOnce(run: Run): Promise<Start | undefined> {
  const { plan } = run;
  const document = await load(plan);
  const logs = await openLogStore({
    url: plan.db,
    durability: plan.durability,
    api: document.info.title,
    onProblem: warn,
  });
  try {
    const ended = Promise.withResolvers<MockPlan | undefined>();
    const mock: MockServer = await createMock(plan, {
      ...plan.settings,
      handlers: plan.handlers,
      webhooks: plan.webhooks,
      adminUi: plan.adminUi,
      storage: storageSettings(plan, document),
      document,
      logs,
      adminToken: plan.adminToken ?? run.madeUpToken,
      onProblem: warn,
      onHandlersLoad: ({ files, operations }) =>
        complain(`Read the handlers again: ${counted(files, 'file')}, ${counted(operations.length, 'operation')}.`),
      onControl: (action) => control(action, { mock, run, ended }),
    });
    return await serve(mock, run, ended);
  } finally {
    await logs.close();
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

async function createMock({ configuration }: MockPlan, options: MockServerOptions): Promise<MockServer> {
  try {
    return await createMockServer(options);
  } catch (error) {
    throw error instanceof StorageSettingsError ? await describeStorageProblems(error, configuration) : error;
  }
}

interface Controlled {
  readonly mock: MockServer;
  readonly run: Run;
  readonly ended: PromiseWithResolvers<MockPlan | undefined>;
}

/** A configuration, document or scenario that is wrong ends and changes nothing: whoever asked is told. */
async function control(action: ControlAction, { mock, run, ended }: Controlled): Promise<void> {
  if (action === 'reload-config') return reloadConfiguration(mock, run);
  const next = action === 'restart' ? await run.replan() : undefined;
  if (next !== undefined) await readDeployable(await load(next), next.scenarios);
  // First the answer to whoever asked.
  later(ANSWER_MS, async () => ended.resolve(next));
}

async function reloadConfiguration(mock: MockServer, run: Run): Promise<void> {
  const next = await run.replan();
  const document = await load(next);
  const scenarios = await readDeployable(document, next.scenarios);
  await mock.reload(document);
  deployScenarios(mock, scenarios, next.scenarios[0] !== run.plan.scenarios[0]);
  const changed = changedSettings(run.plan, next);
  if (changed.length > 0) complain(`These count after a restart: ${changed.join(', ')}.`);
}

function load({ source, load: options }: MockPlan): Promise<ApiDocument> {
  return loadDocument(source, options);
}

function warn(message: string): void {
  complain(`${styled('yellow', 'warning', process.stderr)}: ${printable(message)}`);
}

async function serve(mock: MockServer, run: Run, ended: Controlled['ended']): Promise<Start | undefined> {
  const { plan } = run;
  try {
    deployScenarios(mock, await readDeployable(mock.document, plan.scenarios), true);
    const listening = await mock.listen(run.listen);
    run.end.watch();
    const stops = [onAbort(run.end.signal, () => ended.resolve(undefined))];
    if (plan.handlers !== undefined) stops.push(surviveHandlers(warn));
    if (plan.watch) stops.push(watchDocument(mock.document.file, () => reloadDocument(mock, run)));
    announce(mock, listening, run);
    const { apiUrl: api_url, adminUrl: admin_url } = listening;
    void tellParent({ type: 'listening', api_url, admin_url, database_url: plan.db, pid: process.pid });
    stops.push(later(SETTLED_MS, () => settle(mock.document)));
    const next = await ended.promise;
    for (const stop of stops) stop();
    return (
      next && { plan: next, listen: sameAsked(next, plan) ? { ...next.listen, ...portsOf(listening) } : next.listen }
    );
  } finally {
    await mock.close();
  }
}

/**
 * Calls back when a signal is aborted, or is already.
 *
 * @returns What ends that.
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) callback();
  signal.addEventListener('abort', callback);
  return () => signal.removeEventListener('abort', callback);
}

/** Whether the ports that the mock has are what it is asked for again. */
function sameAsked({ listen: after }: MockPlan, { listen: before }: MockPlan): boolean {
  return after.port === before.port && after.adminPort === before.adminPort && after.host === before.host;
}

function portsOf({ apiUrl, adminUrl }: Listening): Pick<ListenOptions, 'port' | 'adminPort'> {
  return { port: Number(new URL(apiUrl).port), adminPort: Number(new URL(adminUrl).port) };
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

/** What cannot be loaded is reported; the version before goes on being served. */
async function reloadDocument(mock: MockServer, { plan, environment }: Run): Promise<void> {
  try {
    await mock.reload(await load(plan));
    complain(`Read ${printable(mock.document.file)} again: ${mock.document.operations.length} operations.`);
  } catch (error) {
    complain(`${describeFailure(error, environment.debug)}\nThe version before goes on being served.`);
  }
}
