import { createHash } from 'node:crypto';
import { type ApiDocument, type OperationEntry, tryReadOperation } from '@mockloop/spec-parser';
import { PHASES, type Phase } from '../model/phase.ts';
import type { Budget, PlannedOperation, TestPlan } from '../model/test-plan.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { accountRole, endsSession } from './account-role.ts';
import { type PlannedResources, planResources } from './plan-resources.ts';
import { riskOf } from './risk-of.ts';
import { servedBelow } from './served-below.ts';

export interface TestPlanOptions {
  /**
   * Where the server under test is. Without a path, that of the document's servers is added. Operations that the document has
   * below another one are left out.
   */
  readonly serverUrl: string;
  /** Same seed, same cases. Default `1`. */
  readonly seed?: string | undefined;
  /** Default: all. */
  readonly phases?: readonly Phase[] | undefined;
  readonly budget?: Given<Budget> | undefined;
  /** Requests in flight at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** For one answer, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  readonly allow?: Given<TestPlan['allow']> | undefined;
  /** Keys (`GET /pets`), operation ids or tags of the operations to test. Default: all. */
  readonly operations?: readonly string[] | undefined;
}

/** What is absent, or `undefined`, is as usual. */
type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

const DEFAULT_BUDGET: Budget = { max_requests: 5_000, max_seconds: 120, max_cases: 40 };

/**
 * Says what will be tested, and how far: plain data, which can be stored, changed and run.
 *
 * @throws {TestRunError} `TARGET_INVALID` or `PLAN_INVALID`.
 */
export async function createTestPlan(document: ApiDocument, options: TestPlanOptions): Promise<TestPlan> {
  const url = readServerUrl(options.serverUrl);
  const { basePath, here } = servedBelow(chosen(document, options.operations), url.pathname);
  const resources = await planResources(document);
  const wanted = options.phases ?? PHASES;
  return {
    version: 1,
    server_url: `${url.origin}${basePath}`,
    document: documentFacts(document),
    seed: options.seed ?? '1',
    phases: PHASES.filter((phase) => phase === 'preflight' || wanted.includes(phase)),
    budget: { ...DEFAULT_BUDGET, ...definedOf(options.budget) },
    concurrency: options.concurrency ?? 4,
    timeout_ms: options.timeoutMs ?? 10_000,
    allow: {
      destructive: options.allow?.destructive ?? true,
      environment: options.allow?.environment ?? false,
    },
    operations: here.map((entry) => planOperation(entry, document, resources)),
    resources: resources.resources,
  };
}

function documentFacts(document: ApiDocument): TestPlan['document'] {
  const { info, file } = document;
  return { title: info.title, version: info.version, digest: digestOf(document), ...(file !== '' && { file }) };
}

/** SHA-256 of a document as it was parsed, in hex. */
export function digestOf(document: ApiDocument): string {
  return createHash('sha256').update(JSON.stringify(document.source)).digest('hex');
}

function planOperation(entry: OperationEntry, document: ApiDocument, known: PlannedResources): PlannedOperation {
  const acting = known.roles.get(entry.key);
  const account = accountRole(entry, document);
  const ends = account === 'logout' || (account === undefined && endsSession(entry));
  return {
    key: entry.key,
    method: entry.method,
    path: entry.path,
    pointer: entry.pointer,
    operation_id: entry.operationId,
    risk: riskOf(entry, known.clearing.has(entry.key)),
    role: account ?? acting?.role ?? 'other',
    resource: acting?.resource,
    secured: isSecured(entry, document),
    ends_session: ends ? true : undefined,
  };
}

function isSecured(entry: OperationEntry, document: ApiDocument): boolean {
  const security = tryReadOperation(document, entry)?.security ?? [];
  return security.length > 0 && security.every(({ schemes }) => schemes.length > 0);
}

function chosen(document: ApiDocument, names: readonly string[] | undefined): readonly OperationEntry[] {
  if (names === undefined) return document.operations;
  const known = new Set(document.operations.flatMap((entry) => [entry.key, entry.operationId ?? '', ...entry.tags]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new TestRunError(
      'PLAN_INVALID',
      `There is no operation ${unknown.join(', ')}. Name them as \`GET /pets\`, by operation id or by tag.`,
    );
  return document.operations.filter(({ key, operationId, tags }) =>
    names.some((name) => name === key || name === operationId || tags.includes(name)),
  );
}

/** @throws {TestRunError} `TARGET_INVALID` */
function readServerUrl(given: string): URL {
  const url = URL.parse(given);
  if (url !== null) return url;
  throw new TestRunError(
    'TARGET_INVALID',
    `${JSON.stringify(given)} is not the URL of a server. Give one such as http://127.0.0.1:8000.`,
  );
}

/** What is given as `undefined` is not given. */
function definedOf(budget: Given<Budget> = {}): Partial<Budget> {
  return Object.fromEntries(Object.entries(budget).filter(([, value]) => value !== undefined));
}
