import { isDeepStrictEqual } from 'node:util';
import { createSchemas, SchemaError } from '@mockloop/schema';
import { type ApiDocument, loadDocument, type OperationEntry, SpecError } from '@mockloop/spec-parser';
import type { Operation as PatchOperation } from 'rfc6902';
import { createMockServer, type MockServer } from '../../../src/index.ts';
import { type BuiltRequest, NoRequestError } from '../../support/valid-request.ts';
import { applyFix, describeRequest, patchDocument } from './apply-fix.ts';
import { type Mistake, mistakesOf } from './mistakes.ts';

/** What became of one request that was made wrong and given its fix. */
export interface FixResult {
  readonly kind: string;
  readonly request: string;
  /** `fixed`, or why not. */
  readonly outcome: 'fixed' | 'no fix' | 'not 2xx' | 'changed what was right';
  readonly detail: string;
}

export interface TryFixesOptions {
  readonly seed: string;
  /** Of the document's operations, each so many-th is tried. Default 1: all. */
  readonly every?: number | undefined;
  /** For each operation and kind of mistake. Default 3. */
  readonly perKind?: number | undefined;
}

/** Sends requests with one mistake each to a mock of a document, and again with their fix. */
export async function tryFixes(
  file: string,
  { seed, every = 1, perKind = 3 }: TryFixesOptions,
): Promise<readonly FixResult[]> {
  const document = await loadDocument(file);
  await using mock = await createMockServer({ document, seed, errors: true });
  const context = { document, schemas: createSchemas({ source: (uri) => document.schema(uri) }), seed };
  const results: FixResult[] = [];
  const operations = document.operations.filter(({ method }) => !WITHOUT_FIX.has(method));
  for (const entry of operations.filter((_, index) => index % every === 0)) {
    const counts = new Map<string, number>();
    for (const one of await mistakesIn(entry, context)) {
      const count = counts.get(one.kind) ?? 0;
      if (count >= perKind || !(await isMistake(mock, one))) continue;
      counts.set(one.kind, count + 1);
      results.push(await tryFix(mock, document, { entry, one }));
    }
  }
  return results;
}

/** Answers to HEAD have no body to say it in; `Request` knows no TRACE. */
const WITHOUT_FIX = new Set(['HEAD', 'TRACE']);

/** Operations that no request can satisfy have none. */
async function mistakesIn(
  entry: OperationEntry,
  context: Parameters<typeof mistakesOf>[1],
): Promise<readonly Mistake[]> {
  try {
    return await mistakesOf(context.document.readOperation(entry), context);
  } catch (error) {
    if (error instanceof SpecError || error instanceof SchemaError || error instanceof NoRequestError) return [];
    throw error;
  }
}

/** Whether the request was answered with success before, and is refused now. */
async function isMistake(mock: MockServer, { kind, valid, request }: Mistake): Promise<boolean> {
  const before = await deliver(mock, valid);
  const { status } = await deliver(mock, request);
  // A template may take what was meant to be wrong.
  if (kind.startsWith('path ') && !kind.startsWith('path parameter') && status !== 404 && status !== 405) return false;
  if (kind === 'method wrong' && status !== 405) return false;
  return before.status < 300 && status >= 400;
}

async function tryFix(
  mock: MockServer,
  document: ApiDocument,
  { entry, one }: { entry: OperationEntry; one: Mistake },
): Promise<FixResult> {
  const { kind, request, valid } = one;
  const result = (outcome: FixResult['outcome'], detail: string): FixResult => ({
    kind,
    request: `${entry.key} (${one.what})`,
    outcome,
    detail: `${request.method} ${request.target} ${detail}`,
  });
  const refused = await deliver(mock, request);
  const { fix, detail } = JSON.parse(refused.text) as { fix?: PatchOperation[]; detail: string };
  if (fix === undefined) return result('no fix', `${refused.status} ${detail}`);
  const client = { operation: document.readOperation(entry), lookup: (uri: string) => document.schema(uri) };
  const answer = await deliver(mock, applyFix(request, fix, client));
  const written = JSON.stringify(fix);
  if (answer.status >= 300) return result('not 2xx', `${written} → ${answer.status} ${answer.text.slice(0, 300)}`);
  const lost = changedPlaces(
    describeRequest(valid),
    describeRequest(request),
    patchDocument(describeRequest(request), fix),
  );
  return lost.length === 0
    ? result('fixed', written)
    : result('changed what was right', `${lost.join(' ')} by ${written}`);
}

async function deliver(
  mock: MockServer,
  { method, target, headers, body }: BuiltRequest,
): Promise<{ status: number; text: string }> {
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  const response = await mock.fetch(
    new Request(`http://mock${target}`, { method, headers, ...(hasBody && { body: new Uint8Array(body) }) }),
  );
  return { status: response.status, text: await response.text() };
}

/** JSON Pointers of what the mistake had left as it was, and the fix did not. */
function changedPlaces(valid: unknown, wrong: unknown, fixed: unknown, pointer = ''): readonly string[] {
  if (!isObject(valid) || !isObject(wrong)) {
    return isDeepStrictEqual(valid, wrong) && !isDeepStrictEqual(wrong, fixed) ? [pointer] : [];
  }
  if (!isObject(fixed)) return Object.keys(valid).length > 0 && isDeepStrictEqual(valid, wrong) ? [pointer] : [];
  return Object.keys(valid)
    .filter((name) => Object.hasOwn(wrong, name))
    .flatMap((name) => changedPlaces(valid[name], wrong[name], fixed[name], `${pointer}/${name}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
