import path from 'node:path';
import type { RuntimeFiles } from '@mockloop/runtime';
import { nearestName } from '@mockloop/schema';
import { callTool } from './call-tool.ts';
import { tools } from './catalogue.ts';
import { createEnding, type Ending } from './create-ending.ts';
import { readAdminHosts } from './mock/admin-hosts.ts';
import { MockLoopError } from './mockloop-error.ts';
import type { Tool } from './tool.ts';
import type { ToolCall, ToolServices } from './tool-context.ts';
import type { ToolName, ToolTypes } from './tool-types.ts';

export interface ToolboxOptions {
  /** The only folder that tools write to, apart from `home`; relative paths start here. Absolute. */
  readonly workspace: string;
  /** The folder of state, from `workspace`. Default: `.mockloop`. */
  readonly home?: string | undefined;
  /** The bearer token for admin APIs that ask for one. It goes to this machine and to `adminHosts`, whatever a tool is told. */
  readonly adminToken?: string | undefined;
  /** Other hosts that `adminToken` may be sent to: names, addresses, or URLs of which the host counts. Default: none. */
  readonly adminHosts?: readonly string[] | undefined;
  /** Other hosts that may be tested, put under load and attacked; loopback always may. Default: none. */
  readonly testHosts?: readonly string[] | undefined;
  /** Whether documents may be loaded from loopback and private networks. Default `false`. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** The program that runs a mock. Default: that of `@mockloop/runtime`. */
  readonly runtime?: RuntimeFiles | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Is told what is odd but no failure. Default: nobody. */
  readonly log?: ((message: string) => void) | undefined;
}

/** The tools together with what they work with. */
export interface Toolbox extends AsyncDisposable {
  readonly services: ToolServices;
  /**
   * Calls a tool by its name.
   *
   * @throws {MockLoopError}
   */
  call<Name extends ToolName>(
    name: Name,
    args: ToolTypes[Name]['input'],
    call?: ToolCall,
  ): Promise<ToolTypes[Name]['output']>;
  /** The same for names and arguments that nobody has checked yet. */
  callUnchecked(name: string, args: unknown, call?: ToolCall): Promise<object>;
  /** Ends what ends with its caller: attached mocks, what is open. */
  close(): Promise<void>;
}

/**
 * Makes the tools ready. Costs next to nothing: what a tool needs is loaded when it is called.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for `adminHosts` that are none.
 */
export function createToolbox(options: ToolboxOptions): Toolbox {
  const ending = createEnding();
  const call = async (name: string, args: unknown, toolCall: ToolCall = {}): Promise<object> =>
    callTool(findTool(name), args, { ...services, ...toolCall });
  const services = createServices(options, ending, call);
  const { close } = ending;
  return {
    services,
    // That a tool's result is what `ToolTypes` says is checked where the catalogue is.
    call: call as Toolbox['call'],
    callUnchecked: call,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/**
 * @param among Those that are offered. Default: all of MockLoop.
 * @throws {MockLoopError} `UNKNOWN_TOOL`, with the nearest name, or all of them.
 */
export function findTool(name: string, among: readonly Tool[] = tools): Tool {
  const tool = among.find((one) => one.name === name);
  if (tool !== undefined) return tool;
  const names = among.map((one) => one.name);
  const nearest = nearestName(name.slice(0, 200), names);
  throw new MockLoopError('UNKNOWN_TOOL', `There is no tool ${JSON.stringify(name.slice(0, 200))}.`, {
    advice: nearest === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${nearest}?`,
  });
}

function createServices(
  options: ToolboxOptions,
  { runs, once, onClose }: Ending,
  call: (name: string, args: unknown, toolCall?: ToolCall) => Promise<object>,
): ToolServices {
  const { workspace, fetch = globalThis.fetch, now = Date.now } = options;
  const home = path.resolve(workspace, options.home ?? '.mockloop');
  const services: ToolServices = {
    workspace,
    home,
    registry: once(async () => {
      const { openMockRegistry } = await import('@mockloop/mock-registry');
      const registry = openMockRegistry({ home, fetch, now });
      onClose(() => registry.close());
      return registry;
    }),
    runtime: once(async () => options.runtime ?? (await import('@mockloop/runtime')).runtimeFiles()),
    adminToken: options.adminToken,
    adminHosts: readAdminHosts(options.adminHosts ?? []),
    runs,
    schedules: once(async () => {
      const { startSchedules } = await import('./sessions/start-schedules.ts');
      return await startSchedules(services, call);
    }),
    testHosts: options.testHosts ?? [],
    contextStore: once(async () => {
      const { openRunStore } = await import('./testing/open-run-store.ts');
      return openRunStore(services);
    }),
    allowPrivateNetworks: options.allowPrivateNetworks ?? false,
    fetch,
    now,
    log: options.log ?? (() => undefined),
    onClose,
  };
  return services;
}
