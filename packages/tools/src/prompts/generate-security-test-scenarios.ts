import { SECURITY_FOCUS } from '../ai/generate-security-test-scenarios.ts';
import { REQUIREMENTS } from '../ai/security/compliance.ts';
import type { Prompt } from '../prompt.ts';
import { completeChoices } from './complete-choice.ts';
import { completeDocument } from './complete-document.ts';

export const generateSecurityTestScenariosPrompt: Prompt = {
  name: 'generate_security_test_scenarios',
  title: 'Generate security tests',
  description: 'Security tests for an API: scenarios of its mock, and cases to try on a server that may be tested.',
  arguments: [
    {
      name: 'api_spec',
      description: 'API document: a path, a URL, inline text, or the URL of a running mock',
      isRequired: true,
      complete: completeDocument,
    },
    {
      name: 'security_focus',
      description: `Separated by commas: ${SECURITY_FOCUS.join(', ')}`,
      isRequired: false,
      complete: completeChoices(SECURITY_FOCUS),
    },
    {
      name: 'compliance_requirements',
      description: `Separated by commas: ${REQUIREMENTS.join(', ')}`,
      isRequired: false,
      complete: completeChoices(REQUIREMENTS),
    },
  ],
  render: async (args, services) => {
    const { renderGenerateSecurityTestScenarios } = await import('./render-generate-security-test-scenarios.ts');
    return await renderGenerateSecurityTestScenarios(args, services);
  },
};
