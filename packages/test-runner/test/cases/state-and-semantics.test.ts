import { expect, test } from 'vitest';
import { SEMANTICS_KINDS } from '../../src/cases/semantics/semantics-kinds.ts';
import { STATEFUL_KINDS } from '../../src/cases/stateful/stateful-kinds.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import type { CaseKind } from '../../src/run/case-kind.ts';
import { crudDocument } from '../support/crud-document.ts';
import { serveCrud } from '../support/crud-server.ts';
import { runKinds } from '../support/run-case.ts';

const KINDS = [...STATEFUL_KINDS, ...SEMANTICS_KINDS];

async function run(fault: string, kinds: readonly CaseKind[], seed = '1'): Promise<TestRun> {
  await using server = await serveCrud(fault);
  const identities = [{ name: 'a', headers: { authorization: 'Bearer a' } }];
  return await runKinds({ document: crudDocument, serverUrl: server.url, kinds, identities, plan: { seed } });
}

test.each(['1', '2'])('nothing is found in an API that is sound, with the seed %s', async (seed) => {
  const { findings, suspicions, phases } = await run('', KINDS, seed);

  expect(findings).toEqual([]);
  expect(suspicions).toEqual([]);
  expect(phases.filter(({ cases }) => cases > 0).map(({ phase }) => phase)).toEqual(['stateful', 'semantics']);
});

test('an API that marks as deleted instead of removing is sound', async () => {
  const kinds = KINDS.filter(({ kind }) => kind === 'delete-and-read' || kind === 'random-walk');

  expect((await run('soft-delete', kinds)).findings).toEqual([]);
});

test.each([
  ['created-not-readable', 'create-and-read'],
  ['created-differs', 'create-and-read'],
  ['duplicate-id', 'create-and-read'],
  ['created-not-listed', 'create-and-list'],
  ['update-lost', 'replace-and-read'],
  ['put-merges', 'replace-and-read'],
  ['put-not-idempotent', 'replace-and-read'],
  ['partial-update-lost', 'patch-and-read'],
  ['merge-patch-wrong', 'patch-and-read'],
  ['delete-no-effect', 'delete-and-read'],
  ['deleted-still-listed', 'delete-and-read'],
  ['use-after-delete', 'delete-and-read'],
  ['write-hits-others', 'delete-and-read'],
  ['failed-write-effect', 'failed-create'],
  ['missing-found', 'read-missing'],
  ['wrong-parent', 'wrong-parent'],
  ['limit-ignored', 'list-pages'],
  ['page-repeats', 'list-pages'],
  ['page-loses', 'list-pages'],
  ['total-wrong', 'list-total'],
  ['filter-ignored', 'list-filter'],
  ['sort-wrong', 'list-sort'],
  ['idempotency-ignored', 'idempotency-key'],
  ['head-differs', 'head-like-get'],
  ['405-without-allow', 'undeclared-method'],
  ['allow-wrong', 'undeclared-method'],
  ['unsupported-method-accepted', 'undeclared-method'],
  ['trace-enabled', 'undeclared-method'],
  ['unauthorized-without-challenge', 'read-anonymously'],
  ['created-without-location', 'follow-location'],
  ['location-dead', 'follow-location'],
  ['safe-method-effect', 'read-repeatedly'],
  ['etag-ignored', 'if-none-match'],
  ['etag-stale', 'if-match'],
  ['if-match-ignored', 'if-match'],
])('%s is found by %s, and nothing else is', async (fault, name) => {
  const kinds = KINDS.filter(({ kind }) => kind === name);
  const { findings } = await run(fault, kinds);
  const checks = new Set(findings.map(({ check }) => check));

  expect(checks).toContain(fault);
  // What is stored or answered wrongly breaks its schema too.
  expect([...checks].filter((check) => check !== 'response-schema')).toEqual([fault]);
});

test.each([
  ['failed-update-effect', 'failed-update', 'failed-write-effect'],
  ['singleton-update-lost', 'change-singleton', 'update-lost'],
  ['write-hits-others', 'random-walk', 'state-diverges'],
])('%s is noticed by %s, too', async (fault, name, check) => {
  const kinds = KINDS.filter(({ kind }) => kind === name);

  expect((await run(fault, kinds)).findings.map((finding) => finding.check)).toContain(check);
});
