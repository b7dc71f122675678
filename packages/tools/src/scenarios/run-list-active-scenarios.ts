import { findMocks } from '../background/find-mocks.ts';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { activeInWorlds } from './active-in-worlds.ts';
import type {
  ActiveScenario,
  ListActiveScenariosInput,
  ListActiveScenariosResult,
  ServerScenarios,
  UnavailableServer,
} from './list-active-scenarios.ts';
import { listScenarios } from './scenario-api.ts';

export async function runListActiveScenarios(
  { server_urls: urls, discover_servers: isDiscovered = true }: ListActiveScenariosInput,
  context: ToolContext,
): Promise<ListActiveScenariosResult> {
  if (urls === undefined && !isDiscovered)
    throw new MockLoopError('INVALID_ARGUMENTS', 'There is no mock to ask.', {
      problems: [{ pointer: '/server_urls', detail: 'give the URL of at least one mock.' }],
      advice: 'Or leave discover_servers as it is: then those of this machine are found.',
    });
  const servers = urls === undefined ? await discover(context) : urls.map((url, index) => given(url, index, context));
  const outcomes = await Promise.all(servers.map(ask));
  const asked = outcomes.filter((outcome) => 'server' in outcome);
  const unavailable = outcomes.filter((outcome) => 'error' in outcome);
  // Who names mocks wants to know of these; where none of them answers, there is nothing to tell.
  const [first] = unavailable;
  if (urls !== undefined && asked.length === 0 && first !== undefined) throw first.error;
  return {
    status: 'success',
    servers_checked: asked.length,
    discovery_used: urls === undefined,
    active_scenarios: asked.flatMap(({ active }) => active),
    servers: asked.map(({ server }) => server),
    unavailable: unavailable.map(({ url, error }): UnavailableServer => {
      return { server_url: url, code: error.code, message: error.message };
    }),
  };
}

interface Server {
  readonly url: string;
  /** Of the URL among the arguments. */
  readonly argument: string;
  readonly context: ToolContext;
}

function given(url: string, index: number, context: ToolContext): Server {
  return { url, argument: `/server_urls/${index}`, context };
}

/** More than anybody runs on one machine. */
const MAX_SERVERS = 50;

/** A token is for those that this machine's MockLoop has started, not for whoever says to be a mock. */
async function discover(context: ToolContext): Promise<readonly Server[]> {
  const mocks = await findMocks({ checkHealth: false, includeGenerated: false }, context);
  return mocks
    .flatMap(({ record, found }): Server[] => {
      const url = found?.url ?? found?.adminUrl ?? record?.url;
      if (url === undefined) return [];
      return [{ url, argument: '', context: record === undefined ? { ...context, adminToken: undefined } : context }];
    })
    .slice(0, MAX_SERVERS);
}

interface Answered {
  readonly server: ServerScenarios;
  readonly active: readonly ActiveScenario[];
}

interface Unanswered {
  readonly url: string;
  readonly error: MockLoopError;
}

/** Names of scenarios, in a result. */
const MAX_NAMES = 100;

async function ask({ url, argument, context }: Server): Promise<Answered | Unanswered> {
  try {
    const mock = await connectMock(url, context, { argument });
    const { scenarios, active } = await listScenarios(mock, { world: 'default' });
    const { apiUrl, adminUrl, about } = mock;
    const serverUrl = apiUrl ?? adminUrl;
    const current = scenarios.find(({ name }) => name === active);
    const worlds = await activeInWorlds(mock);
    const inDefault = current && [
      {
        ...{ server_url: serverUrl, world: 'default', scenario_name: current.name },
        ...{ scenario_type: current.type, description: current.description },
      },
    ];
    return {
      server: {
        server_url: serverUrl,
        api_title: about.document.title,
        active_scenario: active,
        scenarios: scenarios.slice(0, MAX_NAMES).map(({ name }) => name),
        scenario_count: scenarios.length,
        world_count: worlds.total,
      },
      active: [
        ...(inDefault ?? []),
        ...worlds.active.map(({ world, scenario }) => ({ server_url: serverUrl, world, scenario_name: scenario })),
      ],
    };
  } catch (error) {
    if (error instanceof MockLoopError) return { url, error };
    throw error;
  }
}
