import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { FAILURE_RULE } from '@mockloop/analyzer';
import { DEFAULT_WORLD } from '../worlds/worlds.ts';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem, refuseInvalid } from './admin-problem.ts';
import { csvReport } from './report/csv-report.ts';
import { HTML_REPORT_POLICY, htmlReport } from './report/html-report.ts';
import { junitReport } from './report/junit-report.ts';
import { markdownReport } from './report/markdown-report.ts';
import { readReport } from './report/read-report.ts';
import { reportSchema } from './report/report-schema.ts';
import type { TitledReport } from './report/titled-report.ts';
import { problemResponses } from './route-responses.ts';

const FORMATS = ['json', 'html', 'csv', 'markdown', 'junit'] as const;
type Format = (typeof FORMATS)[number];

const time = z.iso.datetime({ offset: true, error: 'Expected a time in ISO 8601 with its zone' });

const report = createRoute({
  method: 'get',
  path: '/api/testing/report',
  operationId: 'getTestReport',
  summary: 'What the requests of a session came to: failures, response times, coverage of the document',
  description: `${FAILURE_RULE} In JUnit, a test case is one operation that was called.`,
  tags: ['testing'],
  request: {
    query: z.strictObject({
      session_id: z
        .string()
        .min(1)
        .optional()
        .openapi({ description: 'What X-Session-Id said. Default: all requests.' }),
      world: z.string().min(1).optional(),
      time_from: time.optional().openapi({ description: 'Inclusive.' }),
      time_to: time.optional().openapi({ description: 'Exclusive.' }),
      format: z.enum(FORMATS).optional().openapi({ description: 'Default: json.' }),
    }),
  },
  responses: {
    200: {
      description: 'The report.',
      content: {
        'application/json': { schema: reportSchema },
        'text/html': { schema: z.string() },
        'text/csv': { schema: z.string() },
        'text/markdown': { schema: z.string() },
        'application/xml': { schema: z.string() },
      },
    },
    ...problemResponses('NOT_FOUND'),
  },
});

/** The report of a test, out of the log. */
export function createReportRoute({ logs, document }: AdminHost): OpenAPIHono {
  return new OpenAPIHono({ defaultHook: refuseInvalid }).openapi(report, async (context) => {
    const { session_id, world, time_from: from, time_to: to, format = 'json' } = context.req.valid('query');
    const filter = {
      sessionId: session_id,
      world: world === DEFAULT_WORLD ? '' : world,
      timeFrom: from === undefined ? undefined : Date.parse(from),
      timeTo: to === undefined ? undefined : Date.parse(to),
    };
    const found = await readReport(logs, filter, document());
    if (found === undefined) throw nothingFound(session_id);
    const { title } = document().info;
    return render({ title, generated_at: new Date().toISOString(), session_id, world, ...found }, format);
  });
}

function nothingFound(session: string | undefined): AdminProblem {
  const what = session === undefined ? 'such requests' : `requests of the session ${JSON.stringify(session)}`;
  return new AdminProblem(
    'NOT_FOUND',
    `The log has no ${what}. Send X-Session-Id with the requests of a test, and name it here.`,
  );
}

function render(found: TitledReport, format: Format): Response {
  switch (format) {
    case 'json':
      return Response.json(found);
    case 'html':
      return respond(htmlReport(found), 'text/html; charset=utf-8', { 'content-security-policy': HTML_REPORT_POLICY });
    case 'csv':
      return respond(csvReport(found), 'text/csv; charset=utf-8', asFile('csv'));
    case 'markdown':
      return respond(markdownReport(found), 'text/markdown; charset=utf-8', asFile('md'));
    case 'junit':
      return respond(junitReport(found), 'application/xml', asFile('xml'));
  }
}

function respond(body: string, type: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { headers: { 'content-type': type, ...headers } });
}

function asFile(extension: string): Readonly<Record<string, string>> {
  return { 'content-disposition': `attachment; filename="mockloop-report.${extension}"` };
}
