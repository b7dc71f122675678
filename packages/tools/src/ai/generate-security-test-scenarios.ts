import type { SecurityFocus } from '@mockloop/scenarios';
import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';
import { OWASP, type OwaspId } from './analysis/owasp.ts';
import { documentField } from './document-field.ts';
import { type DraftedScenarios, draftedFields, summarizeDrafts } from './drafted-scenarios.ts';
import type { ComplianceItem } from './security/compliance.ts';
import type { SecurityTestCase } from './security/security-case.ts';

export interface GenerateSecurityTestScenariosInput {
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  /** Default: authentication, authorization, input_validation, rate_limiting, data_exposure. */
  readonly security_focus?: readonly SecurityFocus[] | undefined;
  /** E.g. `pci_dss`, `gdpr`. */
  readonly compliance_requirements?: readonly string[] | undefined;
  /** Default 30. */
  readonly max_cases?: number | undefined;
  /** Lets the caller's own model refine the scenarios, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}

/** What the cases cover of the OWASP API Security Top 10, edition of 2023. */
export interface OwaspCoverage {
  readonly id: OwaspId;
  readonly title: string;
  readonly cases: number;
}

export interface GenerateSecurityTestScenariosResult extends DraftedScenarios {
  /** To send to a server that may be tested; a mock stands in for it with the scenarios. */
  readonly test_cases: readonly SecurityTestCase[];
  readonly owasp_coverage: readonly OwaspCoverage[];
  readonly compliance: readonly ComplianceItem[];
  /** What the document has no place for. */
  readonly unused_focus: readonly { readonly focus: SecurityFocus; readonly reason: string }[];
}

/** What security tests can be about. */
export const SECURITY_FOCUS: readonly SecurityFocus[] = [
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
];

const focus: z.ZodType<SecurityFocus, SecurityFocus> = z.enum(SECURITY_FOCUS);
const owasp: z.ZodType<OwaspId, OwaspId> = z.enum(Object.keys(OWASP) as OwaspId[]);

const input = z.strictObject({
  api_spec: documentField,
  server_url: z.string().optional(),
  security_focus: z
    .array(focus)
    .min(1)
    .max(10)
    .default(['authentication', 'authorization', 'input_validation', 'rate_limiting', 'data_exposure']),
  compliance_requirements: z
    .array(z.string().min(1).max(50))
    .max(10)
    .default([])
    .describe('owasp_api_top_10, pci_dss, gdpr, hipaa, sox, iso_27001, ccpa, soc_2'),
  max_cases: z.int().min(1).max(200).default(30),
  use_sampling: z.boolean().default(false),
});

const testCase: z.ZodType<SecurityTestCase, SecurityTestCase> = z.object({
  id: z.string(),
  focus,
  title: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  owasp,
  cwe: z.array(z.string()),
  operation: z.string(),
  pointer: z.string(),
  credentials: z.enum(['valid', 'none', 'as_given', 'other_account', 'ordinary_user']),
  request: z.object({
    method: z.string(),
    target: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.unknown().optional(),
    repeat: z.number().optional(),
  }),
  expect: z.object({ status: z.array(z.number()), must_not: z.string().optional() }),
});

const output = z.object({
  ...draftedFields,
  test_cases: z.array(testCase),
  owasp_coverage: z.array(z.object({ id: owasp, title: z.string(), cases: z.number() })),
  compliance: z.array(
    z.object({
      requirement: z.string(),
      title: z.string(),
      speaks_to: z.array(z.object({ control: z.string(), focus: z.array(focus), cases: z.number() })),
      silent_on: z.array(z.string()),
    }),
  ),
  unused_focus: z.array(z.object({ focus, reason: z.string() })),
});

export const generateSecurityTestScenarios: Tool<
  'generate_security_test_scenarios',
  GenerateSecurityTestScenariosInput,
  GenerateSecurityTestScenariosResult
> = defineTool({
  name: 'generate_security_test_scenarios',
  title: 'Generate security tests',
  description:
    'Writes security tests for an API document (api_spec, or that of the mock at server_url): two scenarios, of a mock that withstands and one that is vulnerable, to check clients and scanners with; and test_cases with requests for its operations, mapped to OWASP API Top 10 and CWE. Sends nothing. Compliance items say what such tests speak to and what not. Example: {"api_spec": "openapi.yaml", "security_focus": ["authorization", "injection"]}. Next: deploy_scenario.',
  toolset: 'ai',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () =>
    import('./run-generate-security-test-scenarios.ts').then((module) => module.runGenerateSecurityTestScenarios),
  summarize: (result) => summaryOf(result),
});

/** Cases that a model reads. */
const MAX_CASES = 15;

function summaryOf(result: GenerateSecurityTestScenariosResult): string {
  const { test_cases: cases, compliance, unused_focus: unused } = result;
  return [
    ...unused.map(({ focus: name, reason }) => inlineText(`Nothing of ${name}: ${reason}`, 500)),
    `${cases.length} test cases${cases.length > MAX_CASES ? `, the first ${MAX_CASES} of them here, all in structuredContent.test_cases` : ''}:`,
    ...cases
      .slice(0, MAX_CASES)
      .map(({ id, operation, title, credentials, expect }) =>
        inlineText(
          `- ${id} ${operation}: ${title} Credentials: ${credentials}. Right: ${expect.status.join(', ')}.`,
          500,
        ),
      ),
    ...compliance.map(
      ({ title, speaks_to: controls, silent_on: silent }) =>
        `${title}: speaks to ${controls.map(({ control, cases: count }) => `${control} (${count} cases)`).join('; ')}. Silent on ${silent.join('; ')}.`,
    ),
    summarizeDrafts(result),
  ].join('\n');
}
