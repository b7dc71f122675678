import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { AdminHost } from '../admin-host.ts';
import { AdminProblem } from '../admin-problem.ts';
import { addMappingRoutes } from './mapping-routes.ts';
import { addRequestRoutes } from './request-routes.ts';
import { listScenarios, resetScenarios, setScenarioState } from './scenario-states.ts';
import { logWorld, read, refusal, seedOf, stubsOf, worldOf } from './wiremock-context.ts';

/**
 * The part of WireMock's admin API that its client libraries use, over the same worlds, overrides and log as the mock's
 * own: a stub comes before the document, what no stub answers is answered by the document.
 *
 * @see https://wiremock.org/docs/standalone/admin-api-reference/
 */
export function createWireMockApp(host: AdminHost): Hono {
  const app = new Hono().basePath('/__admin');
  app.onError(refusal);
  addMappingRoutes(app, host);
  addRequestRoutes(app, host);
  addScenarios(app, host);
  app.get('/health', (context) =>
    context.json({
      status: 'healthy',
      message: 'MockLoop is running',
      version: host.version,
      uptimeInSeconds: Math.floor((Date.now() - Date.parse(host.startedAt)) / 1_000),
      timestamp: new Date().toISOString(),
    }),
  );
  app.get('/version', (context) => context.json({ version: host.version }));
  app.post('/reset', async (context) => {
    const world = worldOf(context, host);
    host.scenarios.place(
      world,
      stubsOf(context, host).without(() => true),
    );
    resetScenarios(world);
    await host.logs.clear({ world: logWorld(world) });
    return context.json({});
  });
  return app;
}

function addScenarios(app: Hono, host: AdminHost): void {
  app.get('/scenarios', (context) => context.json({ scenarios: listScenarios(worldOf(context, host), seedOf(host)) }));
  app.post('/scenarios/reset', (context) => {
    resetScenarios(worldOf(context, host));
    return context.json({});
  });
  app.put('/scenarios/:name/state', async (context) => {
    const name = context.req.param('name');
    const hasBody = (await context.req.raw.clone().text()) !== '';
    const { state } = hasBody ? await read(context, z.object({ state: z.string().optional() })) : {};
    const world = worldOf(context, host);
    const scenario = listScenarios(world, seedOf(host)).find((one) => one.name === name);
    if (scenario === undefined)
      throw new AdminProblem('NOT_FOUND', `No stub mapping names a scenario ${JSON.stringify(name)}.`);
    if (state !== undefined && !scenario.possibleStates.includes(state))
      throw new AdminProblem(
        'INVALID_REQUEST',
        `The scenario ${JSON.stringify(name)} has no state ${JSON.stringify(state)}. It has ${scenario.possibleStates.join(', ')}.`,
      );
    setScenarioState(world, name, state);
    return context.json({});
  });
}
