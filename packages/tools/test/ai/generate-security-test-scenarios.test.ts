import { describe, expect, test } from 'vitest';
import { findTool, MAX_TEXT, type SecurityTestCase, toolText } from '../../src/index.ts';
import { EXAMPLES, fewDocuments, PETSTORE } from '../support/documents.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { riskyApi } from '../support/risky-api.ts';
import { type RunningMock, startMock } from '../support/start-mock.ts';

const call = { timeout: 60_000 };

const EVERYTHING = [
  'authentication',
  'authorization',
  'input_validation',
  'injection',
  'xss',
  'csrf',
  'ssrf',
  'mass_assignment',
  'rate_limiting',
  'data_exposure',
] as const;

describe.each(fewDocuments())('for %s', (_name, file) => {
  test('security scenarios deploy to a mock of it, and cases are bound to its operations', call, async () => {
    const { apiUrl: server_url } = await startMock({ document: file });
    const toolbox = await openToolbox();
    const result = await toolbox.call('generate_security_test_scenarios', {
      server_url,
      security_focus: EVERYTHING,
      max_cases: 60,
    });
    for (const scenario_config of result.scenario_configs) {
      await toolbox.call('deploy_scenario', { server_url, scenario_config });
      await toolbox.call('switch_scenario', { server_url, scenario_name: scenario_config.name });
    }
    expect(result.test_cases.length).toBeGreaterThan(4);
    expect(result.test_cases.length).toBeLessThanOrEqual(60);
    expect(new Set(result.test_cases.map(({ id }) => id)).size).toBe(result.test_cases.length);
    expect(toolText(findTool('generate_security_test_scenarios'), result).length).toBeLessThanOrEqual(MAX_TEXT);
    const counted = result.owasp_coverage.reduce((sum, { cases }) => sum + cases, 0);
    expect(counted).toBe(result.test_cases.length);
  });
});

test(
  'a mock that checks what it is asked gives the right answers to cases about credentials and input',
  call,
  async () => {
    const mock = await startMock({ document: PETSTORE, auth: 'strict' });
    const cases = await casesOf(['authentication', 'input_validation'], 100);
    const tried = cases.filter(({ credentials }) => credentials !== 'valid');
    expect(tried.length).toBeGreaterThan(20);
    for (const one of tried) expect(one.expect.status, one.id).toContain(await statusOf(mock, one));
    const open = await startMock({ document: PETSTORE, auth: 'off' });
    const invalid = cases.filter(({ focus }) => focus === 'input_validation');
    expect(invalid.length).toBeGreaterThan(5);
    for (const one of invalid) expect(one.expect.status, one.id).toContain(await statusOf(open, one));
  },
);

test('without what is tried, requests are valid', call, async () => {
  const mock = await startMock({ document: PETSTORE, auth: 'off' });
  const usual = (await casesOf(['data_exposure'], 40)).filter(({ title }) => title.startsWith('As usual'));
  expect(usual.length).toBeGreaterThan(5);
  for (const one of usual) expect(await statusOf(mock, one), one.operation).toBe(200);
});

test('a hardened mock refuses what cases try, and a vulnerable one falls for it', call, async () => {
  const mock = await startMock({ document: PETSTORE, auth: 'off', validate: 'off' });
  const toolbox = await openToolbox();
  const { apiUrl: server_url } = mock;
  const result = await toolbox.call('generate_security_test_scenarios', {
    server_url,
    security_focus: ['ssrf'],
    max_cases: 5,
  });
  const { test_cases: cases, scenario_configs: scenarios } = result;
  expect(cases.length).toBeGreaterThan(0);
  const statuses: Record<string, number[]> = {};
  for (const scenario_config of scenarios) {
    const { name: scenario_name } = scenario_config;
    await toolbox.call('deploy_scenario', { server_url, scenario_config });
    await toolbox.call('switch_scenario', { server_url, scenario_name, verify_switch: false });
    statuses[scenario_name] = await Promise.all(cases.map((one) => statusOf(mock, one)));
  }
  expect(statuses['security-hardened']?.every((status) => status >= 400)).toBe(true);
  expect(statuses['security-vulnerable']?.every((status) => status < 300)).toBe(true);
});

test('cases use the properties and parameters that the document has for what they try', async () => {
  const toolbox = await openToolbox();
  const { test_cases: cases } = await toolbox.call('generate_security_test_scenarios', {
    api_spec: riskyApi,
    security_focus: ['mass_assignment', 'ssrf', 'csrf', 'authorization'],
    max_cases: 50,
  });
  const find = (focus: string, operation: string): SecurityTestCase | undefined =>
    cases.find((one) => one.focus === focus && one.operation === operation);
  expect(find('mass_assignment', 'POST /v1/accounts')?.request.body).toMatchObject({ role: 'admin' });
  expect(find('ssrf', 'POST /v1/accounts')?.request.body).toMatchObject({
    webhook_url: 'http://169.254.169.254/latest/meta-data/',
  });
  expect(find('csrf', 'PUT /v1/accounts/{accountId}')?.request.headers).toMatchObject({
    Origin: 'https://attacker.example',
  });
  expect(find('authorization', 'PUT /v1/accounts/{accountId}')).toMatchObject({
    ...{ credentials: 'other_account', owasp: 'API1:2023', cwe: ['CWE-639'] },
    ...{ pointer: '/paths/~1v1~1accounts~1{accountId}/put', expect: { status: [404, 403] } },
  });
  expect(find('authorization', 'GET /v2/admin/cache')).toMatchObject({ credentials: 'ordinary_user' });
});

test('what is asked for of compliance says what the cases speak to and what they cannot', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const { compliance, test_cases: cases } = await toolbox.call('generate_security_test_scenarios', {
    api_spec: 'petstore.yaml',
    compliance_requirements: ['PCI-DSS', 'gdpr', 'pci_dss'],
  });
  expect(compliance.map(({ requirement }) => requirement)).toEqual(['pci_dss', 'gdpr']);
  const access = compliance[0]?.speaks_to.find(({ control }) => control.startsWith('7.2'));
  expect(access?.cases).toBe(cases.filter(({ focus }) => focus === 'authorization').length);
  expect(compliance[0]?.silent_on.join()).toContain('penetration tests');
});

test('a requirement that nobody knows is refused with the nearest', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const asking = toolbox.call('generate_security_test_scenarios', {
    api_spec: 'petstore.yaml',
    compliance_requirements: ['hippa'],
  });
  await expect(asking).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer: '/compliance_requirements/0', detail: '"hippa" is not known. Did you mean hipaa?' }],
  });
});

test('a focus that the document has no place for is told, and an error where there is no other', async () => {
  const toolbox = await openToolbox();
  const api_spec = { openapi: '3.1.0', info: { title: 'Ping', version: '1' }, paths: { '/ping': { get: {} } } };
  const result = await toolbox.call('generate_security_test_scenarios', {
    api_spec,
    security_focus: ['authentication', 'rate_limiting'],
  });
  expect(result.unused_focus).toEqual([
    { focus: 'authentication', reason: 'In "Ping", no operation needs credentials.' },
  ]);
  await expect(
    toolbox.call('generate_security_test_scenarios', { api_spec, security_focus: ['authentication'] }),
  ).rejects.toMatchObject({ code: 'INVALID_DOCUMENT', problems: [{ pointer: '/security_focus/0' }] });
});

async function casesOf(
  security_focus: readonly (typeof EVERYTHING)[number][],
  max_cases: number,
): Promise<readonly SecurityTestCase[]> {
  const toolbox = await openToolbox();
  const args = { api_spec: PETSTORE, security_focus, max_cases };
  return (await toolbox.call('generate_security_test_scenarios', args)).test_cases;
}

async function statusOf({ apiUrl }: RunningMock, { request }: SecurityTestCase): Promise<number> {
  const { method, target, headers, body } = request;
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return (await fetch(`${apiUrl}${target}`, init)).status;
}
