import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { explainEntry } from './explain/explain-entry.ts';
import { explanationSchema } from './explain/explanation.ts';
import { jsonContent, problemResponses } from './route-responses.ts';

const explain = createRoute({
  method: 'get',
  path: '/api/logs/{id}/explain',
  operationId: 'explainLogEntry',
  summary: 'Why a request got its answer, and how to get another',
  description:
    'The operation, the checks, what each responder said, how the document chose, and the nearest alternatives. What the log does not say is worked out from the document and the scenarios as they are now.',
  tags: ['logs'],
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: jsonContent(explanationSchema, 'The explanation.'), ...problemResponses('NOT_FOUND') },
});

export function createExplainRoute(host: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid }).openapi(explain, async (context) => {
    const { id } = context.req.valid('param');
    const entry = await host.logs.get(id);
    if (entry === undefined)
      throw new AdminProblem('NOT_FOUND', `The log has no entry ${JSON.stringify(id)}. It may have been deleted.`);
    return context.json(await explainEntry(entry, host), 200);
  });
}
