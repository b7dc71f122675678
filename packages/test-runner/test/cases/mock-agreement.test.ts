import { request } from 'node:http';
import path from 'node:path';
import { createMockServer } from '@mockloop/mock-server';
import { loadDocument, type Operation } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { allTrials } from '../../src/cases/data/all-trials.ts';
import { applyChange } from '../../src/cases/data/change.ts';
import { fullParts } from '../../src/cases/data/full-parts.ts';
import type { TestRequest } from '../../src/model/test-request.ts';
import { createTestPlan } from '../../src/plan/create-test-plan.ts';
import { composeRequest } from '../../src/requests/compose-request.ts';
import { findDefects } from '../../src/requests/find-defects.ts';
import { generateParts } from '../../src/requests/generate-parts.ts';
import type { RequestParts } from '../../src/requests/request-parts.ts';
import { createKnowledge } from '../../src/run/create-knowledge.ts';
import { ANONYMOUS, createView } from '../../src/run/create-view.ts';
import type { RunView } from '../../src/run/run-view.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/openapi');
const DOCUMENTS = [
  '2.0/alertmanager.yaml',
  '2.0/connexion-simple.yaml',
  '2.0/petstore-complete.yaml',
  '3.0/extensions-everywhere.yaml',
  '3.0/oapi-codegen-parameters.yaml',
  '3.0/redocly-pets.yaml',
  '3.1/burgershop.yaml',
  '3.1/museum.yaml',
  '3.1/oai-tictactoe.json',
  '3.2/cafe-split/cafe.yaml',
  '3.2/query-and-additional-operations.yaml',
];

/** Of one operation; the first are the most telling. */
const MAX_TRIALS = 25;
const MAX_OPERATIONS = 15;

test.each(DOCUMENTS)('the mock of %s takes what is tried as valid, and refuses what is not', async (name) => {
  await using mock = await createMockServer({ document: path.join(FIXTURES, name), auth: 'off' });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const view = await viewOf(path.join(FIXTURES, name), apiUrl);
  const wrong: string[] = [];
  for (const { key } of view.operations.slice(0, MAX_OPERATIONS)) {
    const operation = view.operation(key);
    // Where the document has refusals only, its mock refuses everything.
    if (operation?.responses.some(({ status }) => /^[23d]/.test(status)))
      wrong.push(...(await disagreements(operation, view)));
  }
  expect(wrong).toEqual([]);
});

async function viewOf(file: string, serverUrl: string): Promise<RunView> {
  const document = await loadDocument(file);
  return createView(document, await createTestPlan(document, { serverUrl }), {
    knowledge: createKnowledge(),
    identities: new Map([['anonymous', ANONYMOUS]]),
    target: { is_mock: true, identities: [] },
    mainIdentity: 'anonymous',
  });
}

async function disagreements(operation: Operation, view: RunView): Promise<readonly string[]> {
  const wrong: string[] = [];
  const judge = async (parts: RequestParts, isValid: boolean, label: string): Promise<void> => {
    const defects = await findDefects(operation, parts, view);
    const status = await send(
      composeRequest(operation, parts, { document: view.document, identity: 'anonymous' }),
      view.plan.server_url,
    );
    if ((defects.length === 0) !== isValid || (status < 400 || status === 501) !== isValid)
      wrong.push(`${operation.key}: ${label}: ${status}, ${defects.length} defects`);
  };
  for (const mode of ['example', 'random'] as const) {
    for (const only of ['required', 'all', undefined] as const) {
      const parts = generateParts(operation, view, { seed: 'agreement', mode, only });
      if (parts !== undefined) await judge(parts, true, `${mode} ${only}`);
    }
  }
  const full = fullParts(operation, view);
  for (const { trial, isValid, label } of allTrials(operation.key, view).slice(0, MAX_TRIALS)) {
    const parts = full && applyChange(operation, full, { change: trial.change, seed: 'agreement' });
    if (parts !== undefined) await judge(parts, isValid, label);
  }
  return wrong;
}

function send({ method, target, headers, body }: TestRequest, server: string): Promise<number> {
  const bytes =
    body === undefined ? undefined : 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { hostname, port, pathname } = new URL(server);
  const fields = [...headers, ...(bytes === undefined ? [] : [['Content-Length', String(bytes.length)]])].flat();
  request(
    { hostname, port, method, path: pathname.replace(/\/$/, '') + target, headers: ['Host', 'mock', ...fields] },
    (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    },
  )
    .on('error', reject)
    .end(bytes);
  return promise;
}
