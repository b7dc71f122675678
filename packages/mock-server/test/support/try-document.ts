import http from 'node:http';
import { createSchemas, SchemaError, type Schemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument, type Operation, type OperationEntry, SpecError } from '@mockloop/spec-parser';
import { createMockServer, type MockServer } from '../../src/index.ts';
import { invalidRequests, operationsOnUrl } from './invalid-requests.ts';
import { createJudge, type Judge } from './judge.ts';
import { type Received, send } from './send.ts';
import { type BuiltRequest, buildValidRequest, NoRequestError } from './valid-request.ts';

/** What came of calling every operation of a document. */
export interface Trial {
  /** How many the document has. */
  readonly operations: number;
  called: number;
  invalidSent: number;
  /** Operations that no request can satisfy: the document contradicts itself. */
  readonly impossible: string[];
  /** Operations that touch a reference which nobody can resolve. */
  readonly unresolved: string[];
  /** Valid requests that were not answered as documented. */
  readonly wrong: string[];
  /** Invalid requests that were not refused. */
  readonly accepted: string[];
}

/**
 * Starts a mock of a document on real ports and sends each operation valid and invalid requests.
 *
 * @param leftOut Keys of operations that are not called.
 */
export async function tryDocument(file: string, seed: string, leftOut: readonly string[]): Promise<Trial> {
  const document = await loadDocument(file);
  const trial: Trial = {
    operations: document.operations.length,
    called: 0,
    invalidSent: 0,
    impossible: [],
    unresolved: [],
    wrong: [],
    accepted: [],
  };
  await using mock = await createMockServer({ document, seed });
  const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const context: TrialContext = {
    document,
    schemas: createSchemas({ source: (uri) => document.schema(uri) }),
    judge: createJudge(document),
    mock,
    apiUrl,
    agent,
    seed,
    trial,
  };
  for (const entry of document.operations) if (!leftOut.includes(entry.key)) await tryOperation(entry, context);
  agent.destroy();
  return trial;
}

interface TrialContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly judge: Judge;
  readonly mock: MockServer;
  readonly apiUrl: string;
  readonly agent: http.Agent;
  readonly seed: string;
  readonly trial: Trial;
}

async function tryOperation(entry: OperationEntry, context: TrialContext): Promise<void> {
  try {
    const operation = context.document.readOperation(entry);
    await tryValid(entry, operation, context);
    for (const invalid of await invalidRequests(operation, context)) {
      const { status } = await deliver(invalid.request, context);
      context.trial.invalidSent++;
      if (status >= 400 && status < 500) continue;
      context.trial.accepted.push(`${entry.key}: ${invalid.why} → ${status} [${invalid.request.target}]`);
    }
  } catch (error) {
    const list = exemptionOf(error, context.trial);
    if (list === undefined) throw new Error(`${entry.key}: ${String(error)}`, { cause: error });
    list.push(entry.key);
  }
}

/** Why an operation cannot be called or judged, where that is the document's doing. */
function exemptionOf(error: unknown, { unresolved, impossible }: Trial): string[] | undefined {
  if (error instanceof SpecError) return unresolved;
  if (error instanceof Error && error.message.startsWith('Unresolved $ref')) return unresolved;
  return error instanceof SchemaError || error instanceof NoRequestError ? impossible : undefined;
}

async function tryValid(entry: OperationEntry, operation: Operation, context: TrialContext): Promise<void> {
  const { trial } = context;
  const request = await buildValidRequest(operation, context);
  const answer = await deliver(request, context);
  trial.called++;
  if (answer.status === 501) trial.unresolved.push(entry.key);
  else if (answer.body.includes('urn:mockloop:problem:SCHEMA_UNSATISFIABLE')) trial.impossible.push(entry.key);
  else judgeValid(entry, { request, answer }, context);
}

function judgeValid(
  entry: OperationEntry,
  { request, answer }: { request: BuiltRequest; answer: Received },
  context: TrialContext,
): void {
  const { trial } = context;
  const fault = judgeAnswer(entry, answer, context);
  if (fault !== undefined) trial.wrong.push(`${entry.key}: ${fault} [${request.target}]`);
}

/** Methods that Node's parser does not know (OpenAPI 3.2 allows any) go in without a socket. */
async function deliver(request: BuiltRequest, { apiUrl, agent, mock }: TrialContext): Promise<Received> {
  if (http.METHODS.includes(request.method)) return send(apiUrl, request, agent);
  const { method, headers, body } = request;
  const response = await mock.fetch(
    new Request(`http://mock${request.target}`, { method, headers, ...(body && { body: new Uint8Array(body) }) }),
  );
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

function judgeAnswer(entry: OperationEntry, answer: Received, { judge, document }: TrialContext): string | undefined {
  const contentType = answer.headers['content-type'];
  const refusal = answer.headers['sl-violations'] ?? answer.headers['www-authenticate'];
  if (refusal !== undefined) return `a valid request was refused: ${answer.status} ${String(refusal)}`;
  if (contentType === 'application/problem+json' && answer.body.includes('urn:mockloop:problem')) return answer.body;
  if (document.readOperation(entry).responses.length === 0)
    return answer.status === 200 ? undefined : `${answer.status}`;
  const judged = { status: answer.status, contentType, body: entry.method === 'HEAD' ? undefined : answer.body };
  const verdicts = operationsOnUrl(entry, document).map(({ pointer }) => judge.judge(pointer, judged));
  return verdicts.includes(undefined) ? undefined : verdicts[0];
}
