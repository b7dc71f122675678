import { stopMockAt, stopMockNamed } from '../background/stop-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { StopMockServerInput, StopMockServerResult } from './stop-mock-server.ts';

export async function runStopMockServer(
  args: StopMockServerInput,
  context: ToolContext,
): Promise<StopMockServerResult> {
  const begun = performance.now();
  const { mock_name: name, server_url: url, force = false } = withUrlAsUrl(args);
  if ((name === undefined) === (url === undefined)) throw notOne(name !== undefined);
  const stopped =
    url === undefined ? await stopMockNamed(name ?? '', { force }, context) : await stopMockAt(url, { force }, context);
  return { status: 'success', ...stopped, duration_ms: Math.round(performance.now() - begun) };
}

/** No mock has a URL for a name. */
function withUrlAsUrl(args: StopMockServerInput): StopMockServerInput {
  const { mock_name: name, server_url: url, ...rest } = args;
  return url === undefined && name !== undefined && /^https?:\/\//i.test(name) ? { ...rest, server_url: name } : args;
}

function notOne(areBoth: boolean): MockLoopError {
  return new MockLoopError(
    'INVALID_ARGUMENTS',
    areBoth ? 'Both mock_name and server_url are given.' : 'Neither mock_name nor server_url is given.',
    {
      problems: [{ pointer: '/mock_name', detail: 'give this or server_url, one of both.' }],
      advice: 'discover_mock_servers lists the names and addresses of the mocks that run.',
    },
  );
}
