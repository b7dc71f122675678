import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type MockRecord, type MockRegistry, RegistryError } from '@mockloop/mock-registry';
import { MockLoopError } from '../mockloop-error.ts';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import { type AskedPorts, checkFree, choosePorts } from './choose-ports.ts';
import type { MockSource } from './find-source.ts';

export interface StartRequest extends AskedPorts {
  readonly source: MockSource;
  /** It ends with this process. */
  readonly isAttached: boolean;
  readonly runtime: 'process' | 'docker';
}

export interface StartedMock {
  readonly record: MockRecord;
  /** `false`: it ran before. */
  readonly isNew: boolean;
}

/** How long somebody else's start or stop of the same mock is waited for. */
const OTHERS_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * Starts a mock unless it runs already, also where several want to at once.
 *
 * @throws {MockLoopError} `ALREADY_RUNNING` where what runs is not what is asked for; `PORT_IN_USE`, `START_FAILED`,
 *   `INVALID_DOCUMENT`.
 */
export async function startMock(request: StartRequest, context: ToolContext): Promise<StartedMock> {
  const registry = await context.registry();
  const deadline = performance.now() + OTHERS_TIMEOUT_MS;
  for (;;) {
    const { name, record } = await nameFor(request.source, registry);
    if (record?.state === 'running') return { record: asAsked(record, request), isNew: false };
    if (record === undefined) {
      const started = await attempt({ ...request, source: { ...request.source, name } }, registry, context);
      if (started !== undefined) return { record: started, isNew: true };
    }
    if (performance.now() > deadline) throw busy(name, record);
    // Somebody else starts or stops it.
    await delay(LOOK_EVERY_MS, undefined, { signal: context.signal });
  }
}

/** The record of the mock that is asked for, or a name that is free for it. */
async function nameFor(source: MockSource, registry: MockRegistry): Promise<{ name: string; record?: MockRecord }> {
  const records = await registry.list();
  const same = records.find(({ folder, document }) =>
    source.project === undefined
      ? folder === undefined && document === source.document
      : folder === source.project.folder,
  );
  if (same !== undefined) return { name: same.name, record: same };
  const { name } = source;
  const taken = new Map(records.map((record) => [record.name, record]));
  const other = taken.get(name);
  if (other === undefined) return { name };
  if (source.project !== undefined)
    throw new MockLoopError('ALREADY_RUNNING', `Another mock is called "${name}": that of ${other.document}.`, {
      advice: `Call stop_mock_server with mock_name ${JSON.stringify(name)} first, or rename the folder of this one.`,
    });
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return { name: `${name}-${number}` };
}

/** @throws {MockLoopError} `ALREADY_RUNNING` where it runs in another way than is asked for. */
function asAsked(record: MockRecord, { port, adminPort, runtime }: StartRequest): MockRecord {
  const isOther = (asked: number | undefined, url: string | undefined): boolean =>
    asked !== undefined && asked !== 0 && url !== undefined && Number(new URL(url).port) !== asked;
  const differs = isOther(port, record.url) || isOther(adminPort, record.adminUrl) || record.runtime !== runtime;
  if (!differs) return record;
  const { name, url, adminUrl } = record;
  const how = record.runtime === 'docker' ? 'in a container' : 'as a process';
  throw new MockLoopError('ALREADY_RUNNING', `"${name}" runs already ${how}: API ${url}, admin ${adminUrl}.`, {
    advice: `Use it there, or call stop_mock_server with mock_name ${JSON.stringify(name)} and start it again.`,
  });
}

/** @returns `undefined` where somebody else was faster. */
async function attempt(
  request: StartRequest,
  registry: MockRegistry,
  context: ToolContext,
): Promise<MockRecord | undefined> {
  const ports = request.runtime === 'docker' ? containerPorts(request) : await processPorts(request, context);
  try {
    return request.runtime === 'docker'
      ? await startContainer({ ...request, ...ports }, registry, context)
      : await startProcess({ ...request, ...ports }, registry, context);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.code === 'EXISTS') return undefined;
    if (error.code === 'START_FAILED') await findReason({ ...request, ...ports }, context);
    throw error;
  }
}

function processPorts({ source, port, adminPort }: StartRequest, context: ToolContext): Promise<AskedPorts> {
  return choosePorts({ port, adminPort }, source.project?.settings ?? {}, context);
}

async function startProcess(request: StartRequest, registry: MockRegistry, context: ToolContext): Promise<MockRecord> {
  const { source, port, adminPort, isAttached } = request;
  const { name, project, document } = source;
  const { program, execArgv, env } = await context.runtime();
  // No mockloop.json of the workspace is meant for a document that is mocked as it is.
  const cwd = project?.folder ?? path.join(context.home, 'mocks');
  await mkdir(cwd, { recursive: true }).catch((cause: unknown) => {
    throw new MockLoopError('FILE_ERROR', `The folder ${cwd} cannot be made: ${String(cause)}.`, {
      advice: 'Let MockLoop write there, or give it another folder of state (MOCKLOOP_HOME).',
      cause,
    });
  });
  return registry.start({
    name,
    document,
    folder: project?.folder,
    program,
    execArgv,
    args: [
      ...(project === undefined ? [document] : ['--config', path.join(project.folder, 'mockloop.json')]),
      ...(port === undefined ? [] : ['--port', String(port)]),
      ...(adminPort === undefined ? [] : ['--admin-port', String(adminPort)]),
      ...(context.allowPrivateNetworks ? ['--allow-private-networks'] : []),
    ],
    cwd,
    // A project keeps its own state, by whatever it is started.
    env: {
      ...env,
      ...token(context),
      MOCKLOOP_HOME: project === undefined ? context.home : path.join(cwd, '.mockloop'),
    },
    isAttached,
    signal: context.signal,
  });
}

async function startContainer(
  { source, port, adminPort, isAttached }: StartRequest,
  registry: MockRegistry,
  context: ToolContext,
): Promise<MockRecord> {
  const { name, project, document } = source;
  const compose = project === undefined ? undefined : path.join(project.folder, 'compose.yaml');
  const hasCompose =
    compose !== undefined &&
    (await access(compose).then(
      () => true,
      () => false,
    ));
  if (project === undefined || !hasCompose)
    throw refusal('/runtime', 'docker wants a generated mock with its compose.yaml: generate_mock_api makes one.');
  if (isAttached) throw refusal('/detached_mode', 'a container goes on after this process; stop_mock_server ends it.');
  context.progress?.({ done: 0, total: 1, message: 'docker compose up --build --detach' });
  const { env } = await context.runtime();
  return registry.startContainer({
    name,
    document,
    folder: project.folder,
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    env: { ...env, ...token(context) },
    signal: context.signal,
  });
}

/** What `compose.yaml` publishes was written there when the project was generated. */
function containerPorts({ source: { project }, port: asked, adminPort: askedAdmin }: StartRequest): AskedPorts {
  const { port = 8000, admin_port: adminPort = port + 1 } = project?.settings ?? {};
  if (asked !== undefined && asked !== port) throw refusal('/port', `the container has port ${port}.`);
  if (askedAdmin !== undefined && askedAdmin !== adminPort)
    throw refusal('/admin_port', `the container has port ${adminPort}.`);
  return { port, adminPort };
}

function refusal(pointer: string, detail: string): MockLoopError {
  return new MockLoopError('INVALID_ARGUMENTS', 'The mock cannot be started in this way.', {
    problems: [{ pointer, detail }],
    advice: 'Leave this argument out, or generate the mock with generate_mock_api as it is to be.',
  });
}

function token({ adminToken }: ToolContext): Readonly<Record<string, string>> {
  return adminToken === undefined ? {} : { MOCKLOOP_ADMIN_TOKEN: adminToken };
}

/** What can be told better than in the words of the process that failed is thrown. */
async function findReason({ source, port, adminPort }: StartRequest, context: ToolContext): Promise<void> {
  await checkFree('port', port, context);
  await checkFree('admin_port', adminPort, context);
  await readDocument(source.document, { argument: '/mock_name' }, context);
}

function busy(name: string, record: MockRecord | undefined): MockLoopError {
  const who = record?.pid === undefined ? '' : ` (process ${record.pid})`;
  const what = `The mock ${JSON.stringify(name)} is being started or stopped by somebody else${who}.`;
  return new MockLoopError('START_FAILED', what, {
    advice: 'Call discover_mock_servers to see how it is, and try again.',
  });
}
