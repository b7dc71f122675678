import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import type { TestRun } from '../../src/model/test-run.ts';
import { createTestPlan, type TestPlanOptions } from '../../src/plan/create-test-plan.ts';
import type { CaseKind } from '../../src/run/case-kind.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import { runTests } from '../../src/run/run-tests.ts';

export interface RunKinds extends Omit<RunOptions, 'kinds'> {
  /** An API document: loaded already, or as text or object. */
  readonly document: ApiDocument | object | string;
  readonly serverUrl: string;
  /** These alone, whatever their phase. */
  readonly kinds: readonly CaseKind[];
  readonly plan?: Partial<TestPlanOptions>;
}

/**
 * Tests a server with some kinds of cases alone, with the whole engine: what they notice is confirmed as in any run.
 *
 * ```ts
 * await using server = await serve((request, response) => response.end('{}'));
 * const run = await runKinds({ document, serverUrl: server.url, kinds: [createKind] });
 * expect(run.findings.map(({ check }) => check)).toEqual(['created-not-listed']);
 * ```
 */
export async function runKinds(options: RunKinds): Promise<TestRun> {
  const { document: source, serverUrl, kinds, plan: planOptions, ...runOptions } = options;
  const document = isDocument(source) ? source : await loadDocument(source);
  const plan = await createTestPlan(document, { serverUrl, ...planOptions });
  return runTests(document, plan, { nonce: '', recoveryMs: 500, ...runOptions, kinds });
}

function isDocument(source: ApiDocument | object | string): source is ApiDocument {
  return typeof source === 'object' && 'readOperation' in source;
}
