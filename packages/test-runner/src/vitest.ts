import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from './model/finding.ts';
import { PHASES, type Phase } from './model/phase.ts';
import type { TestRun } from './model/test-run.ts';
import { createTestPlan, type TestPlanOptions } from './plan/create-test-plan.ts';
import type { RunOptions } from './run/run-options.ts';
import { runTests } from './run/run-tests.ts';

export interface DescribeApiOptions
  extends Omit<TestPlanOptions, 'serverUrl'>,
    Pick<RunOptions, 'allowedHosts' | 'identities' | 'selfRegister'> {
  /** An API document: a path, a URL, an object, or a loaded one. */
  readonly document: string | object | ApiDocument;
  /** Where the API is, or what starts it. Asked when the tests begin. */
  readonly serverUrl: string | (() => string | Promise<string>);
  /** What the tests are under. Default: the title of the API. */
  readonly name?: string | undefined;
}

/** Attacks are no unit tests: they are made where they are asked for. */
const WITHOUT_ATTACKS: readonly Phase[] = PHASES.filter((phase) => phase !== 'security');

/** Beyond what the run may take: for repeating and cleaning up. */
const GRACE_MS = 30_000;

/**
 * Turns an API document into test cases: one for each of its operations, which fails with what was proven to be wrong there, and how
 * to reproduce it. Await it at the top of a test file. Attacks are left out unless `phases` has `security`.
 *
 * @throws {SpecError} where the document cannot be read.
 */
export async function describeApi(options: DescribeApiOptions): Promise<void> {
  const { document: given, serverUrl, name, allowedHosts, identities, selfRegister, ...rest } = options;
  const planOptions = { ...rest, phases: rest.phases ?? WITHOUT_ATTACKS };
  const document = isLoaded(given) ? given : await loadDocument(given);
  // What is to be tested does not depend on where the server is.
  const { operations, budget } = await createTestPlan(document, { ...planOptions, serverUrl: 'http://127.0.0.1' });
  describe(name ?? document.info.title, () => {
    let run: TestRun | undefined;
    beforeAll(
      async () => {
        const url = typeof serverUrl === 'string' ? serverUrl : await serverUrl();
        const plan = await createTestPlan(document, { ...planOptions, serverUrl: url });
        run = await runTests(document, plan, { allowedHosts, identities, selfRegister });
      },
      budget.max_seconds * 1000 + GRACE_MS,
    );
    for (const { key } of operations)
      test(key, () => {
        expect(run, 'the run').toBeDefined();
        expectNothing(run?.findings.filter(({ operation }) => operation === key) ?? []);
      });
    test('the server as a whole', () => {
      expect(run?.reason, 'why the run did not come to its end').toBeUndefined();
      expectNothing(run?.findings.filter(({ operation }) => operation === undefined) ?? []);
    });
  });
}

function isLoaded(document: string | object): document is ApiDocument {
  return typeof document === 'object' && 'readOperation' in document;
}

function expectNothing(findings: readonly Finding[]): void {
  const counting = findings.filter(({ severity }) => severity !== 'info');
  const texts = counting.map(
    ({ severity, check, message, case_id: id, reproduce }) =>
      `${severity} ${check}: ${message}\n  case ${id}\n${firstLines(reproduce.curl)}`,
  );
  // Not by an expectation: that would show no more than its first characters.
  if (texts.length > 0) throw new Error(texts.join('\n\n'));
}

/** Enough to see what was sent; the report has all of it. */
const MAX_COMMANDS = 8;

function firstLines(curl: string): string {
  const commands = curl.split('\n');
  const rest = commands.length - MAX_COMMANDS;
  const more = rest > 0 ? [`… and ${rest} more requests`] : [];
  return [...commands.slice(0, MAX_COMMANDS), ...more].map((command) => `  ${command}`).join('\n');
}
