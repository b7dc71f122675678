import * as z from 'zod';
import { documentField } from '../ai/document-field.ts';
import { amount } from '../amount.ts';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type RunDigest, runDigestFields, summarizeDigest } from './run-digest.ts';
import { authField, type TestAuth } from './server-fields.ts';

export interface RunSecurityTestInput {
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly api_spec?: string | object | undefined;
  /** Names of areas, e.g. `authorization`, or of checks. Default: all. */
  readonly security_focus?: readonly string[] | undefined;
  readonly compliance_requirements?: readonly ('pci_dss' | 'gdpr' | 'hipaa' | 'sox')[] | undefined;
  /** Put in force for the run, in a world of its own. */
  readonly scenario_name?: string | undefined;
  readonly auth?: TestAuth | undefined;
  /** A mock that the server under test uses as its upstream: it is made to misbehave. */
  readonly upstream_url?: string | undefined;
  readonly seed?: string | undefined;
  readonly max_requests?: number | undefined;
  readonly max_seconds?: number | undefined;
  readonly session_id?: string | undefined;
  /** Default `true`. */
  readonly wait?: boolean | undefined;
}

export interface RunSecurityTestResult extends RunDigest {
  /** Items that these checks speak to; it says nothing of conformity. */
  readonly compliance?: readonly ComplianceLine[] | undefined;
}

export interface ComplianceLine {
  readonly framework: string;
  readonly item: string;
  readonly title: string;
  readonly tested: boolean;
  readonly findings: number;
  /** What no test from outside can show. */
  readonly cannot_be_tested: string;
}

const input = z.strictObject({
  server_url: z.string(),
  api_spec: documentField,
  security_focus: z.array(textArgument(100)).optional(),
  compliance_requirements: z.array(z.enum(['pci_dss', 'gdpr', 'hipaa', 'sox'])).optional(),
  scenario_name: textArgument(200).optional(),
  auth: authField,
  upstream_url: z.string().optional(),
  seed: textArgument(200).optional(),
  max_requests: amount(10_000_000).optional(),
  max_seconds: amount(86_400).optional(),
  session_id: textArgument(200).optional(),
  wait: z.boolean().default(true),
});

const output = z.object({
  ...runDigestFields,
  compliance: z
    .array(
      z.object({
        framework: z.string(),
        item: z.string(),
        title: z.string(),
        tested: z.boolean(),
        findings: z.number(),
        cannot_be_tested: z.string(),
      }),
    )
    .optional(),
});

export const runSecurityTestTool: Tool<'run_security_test', RunSecurityTestInput, RunSecurityTestResult> = defineTool({
  name: 'run_security_test',
  title: 'Security-test an API',
  description:
    'Attacks an API with two identities and proves each hole by controls: broken authorization, forged tokens, mass assignment, injection, SSRF … (OWASP API Top 10). It registers users where it can; else give auth {"a": {"token": "…"}, "b": {"token": "…"}}. Example: {"server_url": "http://127.0.0.1:8000", "security_focus": ["authorization"]}.',
  toolset: 'testing',
  hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
  input,
  output,
  load: () => import('./run-run-security-test.ts').then((module) => module.runRunSecurityTest),
  summarize: (result) => [...summarizeDigest(result), ...complianceLines(result.compliance)].join('\n'),
});

function complianceLines(lines: readonly ComplianceLine[] = []): string[] {
  return lines.map(({ framework, item, title, tested, findings }) => {
    const outcome = tested ? `${findings} findings` : 'not tested';
    return `${framework} ${item} ${inlineText(title)}: ${outcome}`;
  });
}
