import type { Upstream } from '@mockloop/test-runner';
import { connectMock } from '../mock/connect-mock.ts';
import {
  activateScenario,
  deactivateScenario,
  deleteScenario,
  deployScenario,
  listScenarios,
} from '../scenarios/scenario-api.ts';
import type { ToolContext } from '../tool-context.ts';

const NAME = 'mockloop-hostile-upstream';

/** What a mock can send in place of an answer without end. */
const OVERSIZED_CHARACTERS = 2 * 1024 * 1024;

/**
 * A mock in the place of what a server under test gets its data from: it misbehaves when it is told to, in its default world, and
 * answers as before when it is restored.
 *
 * @throws {MockLoopError} as `connectMock`, which says that the URL is `/upstream_url`.
 */
export async function mockUpstream(url: string, context: ToolContext): Promise<Upstream> {
  const mock = await connectMock(url, context, { argument: '/upstream_url' });
  const { active: before } = await listScenarios(mock, {});
  return {
    async misbehave(behaviour) {
      const scenario = { name: NAME, type: 'chaos', rules: [ruleFor(behaviour)] };
      await deployScenario(mock, scenario, { replace: true });
      await activateScenario(mock, NAME, {});
    },
    async restore() {
      const { scenarios } = await listScenarios(mock, {});
      if (!scenarios.some(({ name }) => name === NAME)) return;
      if (before === null) await deactivateScenario(mock, {});
      else await activateScenario(mock, before, {});
      await deleteScenario(mock, NAME, {});
    },
  };
}

function ruleFor(behaviour: Parameters<Upstream['misbehave']>[0]): object {
  switch (behaviour.kind) {
    case 'answer': {
      const { status, headers = [], body } = behaviour;
      const json = jsonIn(body);
      // A mock writes JSON as JSON: what is to be none is spoilt on its way out.
      if (json === undefined) return { fault: 'malformed_body' };
      return { respond: { status, headers: Object.fromEntries(headers), body: json.value } };
    }
    case 'endless':
      return { respond: { status: 200, body: 'x'.repeat(OVERSIZED_CHARACTERS) } };
    case 'silent':
      return { fault: 'timeout' };
    case 'slow':
      return { fault: 'slow_bytes' };
    case 'malformed':
      return { fault: 'malformed_body' };
    case 'reset':
      return { fault: 'connection_reset' };
    case 'redirect':
      return { respond: { status: 302, headers: { location: behaviour.to } } };
  }
}

/** `undefined` for what is no JSON. */
function jsonIn(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
