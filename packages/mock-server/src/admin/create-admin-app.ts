import { OpenAPIHono } from '@hono/zod-openapi';
import type { LogStore } from '@mockloop/log-store';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, problemResponse, refuseInvalid, toAdminProblem } from './admin-problem.ts';
import { createAnalysisRoute } from './analysis-route.ts';
import { createAnalyticsRoutes } from './analytics-routes.ts';
import { toBehaviourProblem } from './behaviour-problem.ts';
import { createCollectionRoutes } from './collection-routes.ts';
import { describeMock, IDENTITY_PATH } from './describe-mock.ts';
import { createExplainRoute } from './explain-route.ts';
import { guardRequests } from './guard-requests.ts';
import { limitBody } from './limit-body.ts';
import { createLogRoutes } from './log-routes.ts';
import { METRICS_TYPE, metricsText } from './metrics-text.ts';
import { createMockDataRoutes } from './mock-data-routes.ts';
import { createPackRoutes } from './pack-routes.ts';
import { createPerformanceRoutes } from './performance-routes.ts';
import { createReportRoute } from './report-route.ts';
import { createScenarioRoutes } from './scenario-routes.ts';
import { createScenarioSwitchRoutes } from './scenario-switch-routes.ts';
import { createServerRoutes } from './server-routes.ts';
import { createSnapshotRoutes } from './snapshot-routes.ts';
import { type AdminRoute, START_PAGE_POLICY, startPage } from './start-page.ts';
import { createStorageRoutes } from './storage-routes.ts';
import { createWebhookRoutes } from './webhook-routes.ts';
import { createWireMockApp } from './wiremock/create-wiremock-app.ts';
import { createWorldRoutes } from './world-routes.ts';

/** Answers admin requests, whatever carries them. */
export interface AdminApp {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * The admin API and its start page. Its own OpenAPI document is at `/api/openapi.json`; whatever is wrong with a request
 * is answered with problem details (RFC 9457).
 */
export function createAdminApp(host: AdminHost): AdminApp {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  app.use(guardRequests(host));
  app.use(limitBody);
  app
    .route('/', createServerRoutes(host))
    .route('/', createAnalysisRoute(host.logs))
    .route('/', createLogRoutes(host.logs))
    .route('/', createPerformanceRoutes(host.logs))
    .route('/', createAnalyticsRoutes(host))
    .route('/', createReportRoute(host))
    .route('/', createExplainRoute(host))
    .route('/', createMockDataRoutes(host))
    .route('/', createScenarioSwitchRoutes(host))
    .route('/', createScenarioRoutes(host))
    .route('/', createPackRoutes(host))
    .route('/', createWorldRoutes(host))
    .route('/', createSnapshotRoutes(host))
    .route('/', createCollectionRoutes(host))
    .route('/', createStorageRoutes(host))
    .route('/', createWebhookRoutes(host));
  const document = describeApi(app, host);
  const routes = listRoutes(document);
  app.get(IDENTITY_PATH, (context) => context.json(describeMock(host)));
  app.route('/', createWireMockApp(host));
  app.get('/metrics', async (context) => context.text(await metricsText(host), 200, { 'content-type': METRICS_TYPE }));
  app.get('/api/openapi.json', (context) => context.json(document));
  if (host.hasStartPage)
    app.get('/', (context) =>
      context.html(startPage(host, routes), 200, { 'content-security-policy': START_PAGE_POLICY }),
    );
  app.notFound((context) => refuseRoute(context.req.raw, routes, host));
  app.onError((error) => refuseFailed(error, host));
  return app;
}

/** The routes over the log alone, without the checks of who asks. */
export function createLogApp(logs: LogStore): AdminApp {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  app.route('/', createAnalysisRoute(logs)).route('/', createLogRoutes(logs)).route('/', createPerformanceRoutes(logs));
  app.onError((error) => problemResponse(toAdminProblem(error) ?? new AdminProblem('INTERNAL_ERROR', error.message)));
  return app;
}

type ApiDescription = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

function describeApi(app: OpenAPIHono, host: AdminHost): ApiDescription {
  const texts = [
    ['/metrics', 'getMetrics', 'Figures for Prometheus, in its text format', METRICS_TYPE],
    ['/api/openapi.json', 'getAdminApiDocument', 'This document', 'application/json'],
  ] as const;
  for (const [path, operationId, summary, mediaType] of texts) {
    const responses = { 200: { description: summary, content: { [mediaType]: { schema: {} } } } };
    app.openAPIRegistry.registerPath({ method: 'get', path, operationId, summary, tags: ['server'], responses });
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Needed when the mock was started with a token.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'MockLoop admin API', version: host.version, description: 'Watch and control a running mock.' },
    security: host.token === undefined ? [{}, { token: [] }] : [{ token: [] }],
  });
}

function listRoutes({ paths = {} }: ApiDescription): AdminRoute[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path, summary: operation.summary ?? '' }];
    }),
  );
}

function refuseRoute(request: Request, routes: readonly AdminRoute[], { hasStartPage }: AdminHost): Response {
  const { pathname } = new URL(request.url);
  const methods = routes.filter(({ path }) => matches(path, pathname)).map(({ method }) => method.toUpperCase());
  if (methods.length === 0) {
    const what = pathname === '/' ? 'start page here: it is switched off (`admin_ui`)' : pathname;
    const where = hasStartPage ? 'at / and in /api/openapi.json' : 'in /api/openapi.json';
    return problemResponse(
      new AdminProblem('NOT_FOUND', `The admin API has no ${what}. Its routes are listed ${where}.`),
    );
  }
  const allow = [...new Set(methods)].join(', ');
  return problemResponse(new AdminProblem('METHOD_NOT_ALLOWED', `${pathname} takes ${allow}.`, { headers: { allow } }));
}

function matches(template: string, path: string): boolean {
  const given = path.split('/');
  const wanted = template.split('/');
  return (
    given.length === wanted.length &&
    wanted.every((segment, index) => segment.startsWith('{') || segment === given[index])
  );
}

/** What is nobody's fault but ours goes to the mock's own output, not to whoever asked. */
function refuseFailed(error: Error, host: AdminHost): Response {
  const problem = toAdminProblem(error) ?? toBehaviourProblem(error);
  if (problem !== undefined) return problemResponse(problem);
  host.onProblem?.(`The admin API failed: ${error.message}`);
  return problemResponse(
    new AdminProblem('INTERNAL_ERROR', 'The mock could not answer this request; its output says why.'),
  );
}
