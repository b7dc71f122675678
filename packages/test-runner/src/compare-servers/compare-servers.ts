import {
  type AnswerDifference,
  type CompareAnswersOptions,
  type ComparedAnswer,
  compareAnswers,
  learnVolatile,
  type PatchOperation,
} from '@mockloop/analyzer';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestExchange } from '../model/exchange.ts';
import type { TestRequest } from '../model/test-request.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { readAnswer } from '../requests/read-answer.ts';
import { ANONYMOUS } from '../run/create-view.ts';
import type { KnownGood } from '../run/knowledge.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { RunView } from '../run/run-view.ts';
import { whileKnown } from '../run/while-known.ts';
import { allowTarget } from '../target/allow-target.ts';
import { createHttpClient, type HttpClient } from '../target/http-client.ts';

export interface CompareServersOptions extends Pick<RunOptions, 'allowedHosts' | 'identities' | 'signal'> {
  readonly mockUrl: string;
  readonly liveUrl: string;
  /** `all`: also requests that create and change, on both servers. `safe`: those alone that change nothing. */
  readonly requests: 'all' | 'safe';
  readonly seed?: string | undefined;
  readonly comparison?: Omit<CompareAnswersOptions, 'volatile' | 'schemaAt'> | undefined;
}

/** How the answers of two servers to the same requests differ, ready for JSON. */
export interface ServerComparison {
  readonly compared: number;
  readonly equal: number;
  /** Those that differ, in document order. */
  readonly operations: readonly OperationComparison[];
}

export interface OperationComparison {
  /** `GET /pets` */
  readonly operation: string;
  readonly target: string;
  readonly differences: readonly AnswerDifference[];
  readonly difference_count: number;
  /** Makes the mock's answer, as `{ status, headers, body }`, like the live one. */
  readonly patch: readonly PatchOperation[];
}

const TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Sends requests that a mock accepts to it and to the live API, and compares the answers. Each is sent twice where that changes
 * nothing, so that what differs between equal requests is known to be volatile.
 *
 * @throws {TestRunError} `TARGET_REFUSED`, `TARGET_UNREACHABLE`
 */
export async function compareServers(document: ApiDocument, options: CompareServersOptions): Promise<ServerComparison> {
  const mock = await allowTarget(options.mockUrl, options.allowedHosts, options.signal);
  const live = await allowTarget(options.liveUrl, options.allowedHosts, options.signal);
  const clients = {
    mock: createHttpClient(mock, { connections: 1 }),
    live: createHttpClient(live, { connections: 1 }),
  };
  const compare = async (view: RunView, liveView: RunView | undefined): Promise<ServerComparison> => {
    const operations: (OperationComparison | undefined)[] = [];
    for (const { key } of view.operations) {
      const good = view.knowledge.knownGood(key);
      if (good === undefined || !isWanted(key, view, options)) continue;
      operations.push(await compareOperation({ good, view, liveView, clients }, options));
    }
    const differing = operations.filter((one) => one !== undefined);
    return { compared: operations.length, equal: operations.length - differing.length, operations: differing };
  };
  try {
    return await whileKnown(document, { ...options, serverUrl: options.mockUrl }, (view) =>
      options.requests === 'all'
        ? whileKnown(document, { ...options, serverUrl: options.liveUrl }, (liveView) => compare(view, liveView))
        : compare(view, undefined),
    );
  } finally {
    await Promise.all([clients.mock.close(), clients.live.close()]);
  }
}

function isWanted(key: string, view: RunView, { requests }: CompareServersOptions): boolean {
  const risk = view.planned(key)?.risk;
  return risk === 'read' || (requests === 'all' && risk === 'write');
}

interface OperationSetting {
  readonly good: KnownGood;
  readonly view: RunView;
  readonly liveView: RunView | undefined;
  readonly clients: Readonly<Record<'mock' | 'live', HttpClient>>;
}

/** @returns `undefined` where both answers mean the same. */
async function compareOperation(
  { good, view, liveView, clients }: OperationSetting,
  { comparison, signal }: CompareServersOptions,
): Promise<OperationComparison | undefined> {
  const times = view.planned(good.operation)?.risk === 'read' ? 2 : 1;
  const answersOf = async (client: HttpClient, from: RunView, known: KnownGood): Promise<ComparedAnswer[]> => {
    const answers: ComparedAnswer[] = [];
    for (let time = 0; time < times; time += 1) answers.push(await ask({ client, view: from, good: known }, signal));
    return answers;
  };
  // What is in the path may have other ids there.
  const liveGood = good.needs === undefined ? good : (liveView?.knowledge.knownGood(good.operation) ?? good);
  const ofMock = await answersOf(clients.mock, view, good);
  const ofLive = await answersOf(clients.live, liveView ?? view, liveGood);
  const [mockAnswer = {}] = ofMock;
  const [liveAnswer = {}] = ofLive;
  // Two things that were made one after the other differ as two answers of one server do.
  const repeated =
    times === 2 && good.needs === undefined
      ? [learnVolatile(ofMock), learnVolatile(ofLive)]
      : [learnVolatile([mockAnswer, liveAnswer])];
  const volatile = {
    fields: repeated.flatMap(({ fields }) => fields),
    headers: repeated.flatMap(({ headers }) => headers),
  };
  const { equal, differences, difference_count } = compareAnswers(mockAnswer, liveAnswer, { ...comparison, volatile });
  if (equal) return undefined;
  return {
    operation: good.operation,
    target: requestOf(view, good).target,
    differences: differences.slice(0, 50),
    difference_count,
    patch: differences.flatMap(({ patch }) => patch),
  };
}

function requestOf(view: RunView, { operation: key, parts, identity }: KnownGood): TestRequest {
  const operation = view.operation(key);
  if (operation === undefined) throw new TypeError(`${key} has answered, so it can be read`);
  return composeRequest(operation, parts, { document: view.document, identity });
}

async function ask(
  { client, view, good }: { readonly client: HttpClient; readonly view: RunView; readonly good: KnownGood },
  signal: AbortSignal = new AbortController().signal,
): Promise<ComparedAnswer> {
  const exchange = await client.exchange(requestOf(view, good), {
    identity: view.identities.get(good.identity) ?? ANONYMOUS,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_BODY_BYTES,
    signal,
  });
  return await toAnswer(exchange, good.operation, view);
}

async function toAnswer(exchange: TestExchange, key: string, view: RunView): Promise<ComparedAnswer> {
  const { response, failure } = exchange;
  if (response === undefined) return { failure: failure?.kind ?? 'no answer' };
  const read = await readAnswer(exchange, view.operation(key), view);
  const text = response.body.length === 0 ? undefined : Buffer.from(response.body).toString();
  return { status: response.status, headers: response.headers, body: read === undefined ? text : read.value };
}
