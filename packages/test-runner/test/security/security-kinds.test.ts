import { expect, test } from 'vitest';
import type { TestRun } from '../../src/model/test-run.ts';
import { SECURITY_KINDS } from '../../src/security/security-kinds.ts';
import type { Upstream } from '../../src/security/upstream.ts';
import type { ListenerBehaviour } from '../../src/target/listener.ts';
import { misbehave } from '../../src/target/misbehave.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';
import { serveVault } from './support/vault.ts';
import { VAULT } from './support/vault-document.ts';

/** What each fault is called, by the check that finds it and the operation that it is found at. */
const FAULTS: readonly (readonly [fault: string, kind: string, found: string])[] = [
  ['auth-ignored', 'access', 'auth-ignored GET /posts/{post_id}'],
  ['anonymous-write', 'access', 'anonymous-write POST /posts'],
  ['any-token', 'access', 'auth-garbage GET /posts'],
  ['jwt-none', 'jwt', 'jwt-none GET /me'],
  ['jwt-unsigned', 'jwt', 'jwt-unsigned GET /me'],
  ['weak-key', 'jwt', 'jwt-weak-key GET /me'],
  ['weak-key,jwt-expired', 'jwt', 'jwt-expired GET /me'],
  ['enumeration', 'user-enumeration', 'user-enumeration POST /login'],
  ['brute-force', 'brute-force', 'brute-force POST /login'],
  ['bola-read', 'object-access', 'bola-read GET /notes/{note_id}'],
  ['bola-write', 'object-access', 'bola-write PUT /notes/{note_id}'],
  ['bola-delete', 'object-access', 'bola-delete DELETE /notes/{note_id}'],
  ['hierarchy', 'object-hierarchy', 'bola-hierarchy GET /folders/{folder_id}/files/{file_id}'],
  ['open-admin', 'privileged-operation', 'bfla-admin GET /admin/report'],
  ['escalation', 'self-escalation', 'self-escalation PATCH /me'],
  ['register-role', 'self-escalation', 'mass-assignment POST /register'],
  ['mass-assignment', 'mass-assignment', 'mass-assignment POST /notes'],
  ['exposure', 'data-exposure', 'data-exposure GET /me'],
  ['sqli', 'sql-injection', 'sqli-boolean GET /search'],
  ['sqli-error', 'sql-injection', 'sqli-error GET /search'],
  ['nosql', 'nosql-injection', 'nosql-injection POST /find'],
  ['template', 'code-injection', 'template-injection POST /preview'],
  ['command', 'code-injection', 'command-injection POST /preview'],
  ['traversal', 'path-traversal', 'path-traversal GET /download'],
  ['xxe', 'xxe', 'xxe POST /notices'],
  ['xss', 'reflection', 'xss-reflected GET /page'],
  ['open-redirect', 'reflection', 'open-redirect GET /go'],
  ['ssrf', 'ssrf', 'ssrf POST /import'],
  ['redos', 'redos', 'redos GET /codes'],
  ['page-size', 'page-size', 'page-size GET /items'],
  ['huge-body', 'body-size', 'body-size PATCH /me'],
  ['cors', 'configuration', 'cors-credentials *'],
  ['banner', 'configuration', 'version-banner *'],
  ['hidden', 'inventory', 'inventory-exposed *'],
];

test.each(FAULTS)('finds "%s" with %s', async (fault, name, found) => {
  await using server = await serveVault({ faults: fault.split(',') });
  const run = await runSecurity(server.url, name);
  expect(foundBy(run)).toContain(found);
});

test('finds nothing where nothing is wrong, and says for each check how often it was tried', async () => {
  await using server = await serveVault();
  const run = await runSecurity(server.url);
  expect(run.warnings.filter(({ code }) => code.startsWith('case_failed') || code === 'check_unknown')).toEqual([]);
  // One person may well write thirty notes: that it is no flow to be limited, only its owner can say.
  expect([...foundBy(run), ...run.suspicions.map(({ check }) => check)]).toEqual([
    'business-flow POST /notes',
    // What all who are logged in can read and list is theirs to read; nothing says whether.
    'bola-read',
  ]);
  const tried = new Set(run.checks.filter((one) => one.tried > 0).map(({ check }) => check));
  expect(
    [...new Set(SECURITY_KINDS.flatMap(({ checks = [] }) => checks))].filter((check) => !tried.has(check)),
  ).toEqual([]);
});

test.each([
  ['trusts', 'unsafe-consumption GET /rate'],
  ['follows', 'upstream-redirect GET /rate'],
])('finds "%s" with an upstream in our hands', async (fault, found) => {
  await using upstream = await openUpstream();
  await using broken = await serveVault({ faults: [fault], upstream: upstream.url });
  expect(foundBy(await runSecurity(broken.url, 'upstream', upstream))).toContain(found);
});

test('finds nothing where a server copes with its upstream', async () => {
  await using upstream = await openUpstream();
  await using sound = await serveVault({ upstream: upstream.url });
  expect(foundBy(await runSecurity(sound.url, 'upstream', upstream))).toEqual([]);
});

async function runSecurity(serverUrl: string, kind?: string, upstream?: Upstream): Promise<TestRun> {
  const kinds = SECURITY_KINDS.filter((one) => kind === undefined || one.kind === kind);
  return runKinds({
    document: VAULT,
    serverUrl,
    kinds,
    upstream,
    plan: { phases: ['security'], budget: { max_seconds: 60 } },
  });
}

function foundBy({ findings }: TestRun): readonly string[] {
  return findings
    .filter(({ family }) => family === 'security')
    .map(({ check, operation }) => `${check} ${operation ?? '*'}`);
}

interface OpenUpstream extends Upstream, AsyncDisposable {
  readonly url: string;
}

async function openUpstream(): Promise<OpenUpstream> {
  const honest = { kind: 'answer', status: 200, body: '{"rates":{"eur":1.5}}' } as const;
  let behaviour: ListenerBehaviour = honest;
  const timers = new Set<NodeJS.Timeout>();
  const served = await serve((_request, response) => {
    response.on('error', () => undefined);
    misbehave(response, behaviour, timers);
  });
  return {
    url: served.url,
    misbehave: (next) => {
      behaviour = next;
      return Promise.resolve();
    },
    restore: () => {
      behaviour = honest;
      return Promise.resolve();
    },
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      await served[Symbol.asyncDispose]();
    },
  };
}
