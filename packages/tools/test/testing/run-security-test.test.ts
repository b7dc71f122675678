import { expect, test } from 'vitest';
import { openToolbox } from '../support/open-toolbox.ts';
import { smallApi, startSmallApi } from '../support/small-api.ts';

test('a public API without holes passes, and compliance says what was not tested', async () => {
  const { url } = await startSmallApi();
  const toolbox = await openToolbox();
  const result = await toolbox.call('run_security_test', {
    server_url: url,
    api_spec: smallApi,
    compliance_requirements: ['pci_dss', 'gdpr'],
  });
  expect(result).toMatchObject({ kind: 'security', verdict: 'passed' });
  expect(result.compliance?.map(({ framework }) => framework)).toEqual(expect.arrayContaining(['pci_dss', 'gdpr']));
  expect(result.compliance?.every(({ cannot_be_tested: rest }) => rest !== '')).toBe(true);
});

test('an area that there is not is refused', async () => {
  const toolbox = await openToolbox();
  const call = toolbox.call('run_security_test', {
    server_url: 'http://127.0.0.1:9',
    api_spec: smallApi,
    security_focus: ['astrology'],
  });
  await expect(call).rejects.toMatchObject({ message: expect.stringContaining('authorization') });
});
