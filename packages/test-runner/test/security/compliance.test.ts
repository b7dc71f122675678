import { expect, test } from 'vitest';
import { SECURITY_CHECKS } from '../../src/checks/security-checks.ts';
import { complianceReport } from '../../src/security/compliance.ts';
import { COMPLIANCE_ITEMS } from '../../src/security/compliance-items.ts';
import { SECURITY_FOCUS, securityKindsFor } from '../../src/security/security-focus.ts';
import { SECURITY_KINDS } from '../../src/security/security-kinds.ts';
import { runKinds } from '../support/run-case.ts';
import { serveVault } from './support/vault.ts';
import { VAULT } from './support/vault-document.ts';

test('says what was tested and found, and what nobody can test from outside', async () => {
  await using server = await serveVault({ faults: ['auth-ignored'] });
  const run = await runKinds({
    document: VAULT,
    serverUrl: server.url,
    kinds: securityKindsFor(['authentication']),
    plan: { phases: ['security'] },
  });
  const report = complianceReport(run, ['pci_dss', 'sox']);
  expect(new Set(report.map(({ framework }) => framework))).toEqual(new Set(['pci_dss', 'sox']));
  const [ignored] = run.findings.filter(({ check }) => check === 'auth-ignored');
  expect(report.find(({ item }) => item === '8.3.1')).toMatchObject({ tested: true, findings: [ignored?.id] });
  expect(report.find(({ item }) => item === '3.4.1')).toMatchObject({
    tested: false,
    not_tried: ['data-exposure'],
    findings: [],
  });
});

test('speaks of checks that there are, and never of conformity', () => {
  const known = new Set(SECURITY_CHECKS.map(({ id }) => id));
  expect(COMPLIANCE_ITEMS.flatMap(({ checks }) => checks).filter((check) => !known.has(check))).toEqual([]);
  expect(COMPLIANCE_ITEMS.filter(({ cannot_be_tested: limits }) => limits.length < 20)).toEqual([]);
  expect(JSON.stringify(COMPLIANCE_ITEMS)).not.toMatch(/compliant|conform|certif|score/i);
});

test.each([
  [['ssrf'], ['ssrf', 'xxe', 'fetched-content']],
  [['bola-read'], ['object-access']],
  [['API6:2023'], ['business-flow']],
  [['brute_force'], ['brute-force']],
])('%j names the attacks %j', (focus, kinds) => {
  expect(securityKindsFor(focus).map(({ kind }) => kind)).toEqual(kinds);
});

test('every attack belongs to a theme, and every check to an attack', () => {
  expect(securityKindsFor(SECURITY_FOCUS)).toEqual(SECURITY_KINDS);
  expect(securityKindsFor([])).toBe(SECURITY_KINDS);
  expect(() => securityKindsFor(['everything'])).toThrow(/Say one of authentication/);
  const spoken = new Set(SECURITY_KINDS.flatMap(({ checks = [] }) => checks));
  expect(SECURITY_CHECKS.filter(({ id }) => !spoken.has(id)).map(({ id }) => id)).toEqual([]);
});
