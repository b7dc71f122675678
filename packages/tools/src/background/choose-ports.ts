import { inlineText } from '../inline-text.ts';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ProjectSettings } from './generated-projects.ts';
import { isFree, nextFree } from './ports.ts';

/** Ports that are asked for; what is absent is the mock's to choose. */
export interface AskedPorts {
  readonly port?: number | undefined;
  readonly adminPort?: number | undefined;
}

/**
 * The ports that a mock is to be started with. Those of the settings count where none is asked for; the admin port follows an API
 * port that is asked for.
 *
 * @throws {MockLoopError} `PORT_IN_USE` with one that is free, `INVALID_ARGUMENTS` where both are the same.
 */
export async function choosePorts(
  asked: AskedPorts,
  settings: ProjectSettings,
  context: ToolContext,
): Promise<AskedPorts> {
  const { port = settings.port } = asked;
  const adminPort = asked.adminPort ?? (asked.port === undefined ? settings.admin_port : await nextTo(asked.port));
  if (settings.single_port === true) {
    await checkFree('port', port, context);
    return { port };
  }
  if (port !== undefined && port !== 0 && port === adminPort)
    throw new MockLoopError('INVALID_ARGUMENTS', `The API and the admin API cannot both have port ${port}.`, {
      problems: [{ pointer: '/admin_port', detail: 'give another one, or none.' }],
    });
  await checkFree('port', port, context);
  await checkFree('admin_port', adminPort, context);
  return { port, adminPort };
}

/** @throws {MockLoopError} `PORT_IN_USE` */
export async function checkFree(
  argument: 'port' | 'admin_port',
  port: number | undefined,
  context: ToolContext,
): Promise<void> {
  if (port === undefined || port === 0 || (await isFree(port))) return;
  const free = await nextFree(port + 1, argument === 'port' ? 2 : 1);
  throw new MockLoopError('PORT_IN_USE', `Port ${port} is taken${await takenBy(port, context)}.`, {
    problems: [{ pointer: `/${argument}`, detail: `${free} is free.` }],
    advice: `Call again with ${argument}: ${free}, or stop what listens there with stop_mock_server.`,
  });
}

async function nextTo(port: number): Promise<number> {
  return port === 0 ? 0 : nextFree(port + 1);
}

async function takenBy(port: number, context: ToolContext): Promise<string> {
  const mock = await connectMock(`http://127.0.0.1:${port}`, context, { timeoutMs: 3_000 }).catch(() => undefined);
  if (mock === undefined) return '';
  const { document, pid } = mock.about;
  return ` by a mock of ${JSON.stringify(inlineText(document.title, 100))} (process ${pid})`;
}
