import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { createTestPlan, runApiLoadTest, runTests } from '../../src/index.ts';
import { type ReportedRun, writeReport } from '../../src/report/index.ts';
import { serve } from '../support/serve.ts';
import { runSchemaErrors } from './support/run-schema-errors.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Clock', version: '1.0.0' },
  paths: {
    '/time': {
      get: {
        parameters: [{ name: 'zone', in: 'query', schema: { type: 'string', maxLength: 5 } }],
        responses: {
          200: {
            description: 'The time.',
            content: {
              'application/json': {
                schema: { type: 'object', properties: { hour: { type: 'integer' } }, required: ['hour'] },
              },
            },
          },
        },
      },
    },
  },
};

test('what the engines write is as the published schema says, and makes a report in every format', async () => {
  await using server = await serve((_, response) => {
    response.setHeader('content-type', 'application/json').end('{"hour":"<b>noon</b>"}');
  });
  const document = await loadDocument(DOCUMENT);
  const plan = await createTestPlan(document, {
    serverUrl: server.url,
    seed: '1',
    phases: ['preflight', 'examples', 'coverage'],
  });
  const runs: readonly ReportedRun[] = [
    await runTests(document, plan),
    await runApiLoadTest(document, { serverUrl: server.url, stages: [{ type: 'steady', seconds: 2, level: 20 }] }),
  ];
  expect(runSchemaErrors(JSON.parse(writeReport(runs, { format: 'json' })))).toEqual([]);
  for (const format of ['html', 'markdown', 'csv', 'junit', 'sarif'] as const) {
    const report = writeReport(runs, { format });
    expect(report).toContain(format === 'html' ? 'Clock 1.0.0' : 'response-schema');
    expect(report).not.toContain('<b>noon');
  }
});
