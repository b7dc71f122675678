import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { checkById } from '../checks/catalogue.ts';
import type { Check, Severity } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { TestRun } from '../model/test-run.ts';
import type { ReportedRun, ReportOptions } from './write-report.ts';

/**
 * The confirmed findings of runs as SARIF 2.1.0, each at its line of the document; of a summary, the clearest of each cause. Suspicions
 * fail nothing, and code scanning would show them as alerts: they are left out. Load runs find nothing in a document.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(runs: readonly ReportedRun[], { detail }: Pick<ReportOptions, 'detail'>): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: runs.filter((run) => run.kind !== 'load').map((run) => sarifRun(run, detail === 'summary')),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRun(run: TestRun, isSummary: boolean): object {
  const clearest = new Set(run.clusters.map(({ finding_ids: [first] }) => first));
  const findings = isSummary ? run.findings.filter(({ id }) => clearest.has(id)) : run.findings;
  const rules = [...new Set(findings.map(({ check }) => check))];
  return {
    tool: {
      driver: {
        name: 'MockLoop',
        semanticVersion: manifest.version,
        rules: rules.map((id) => rule(id, findings)),
      },
    },
    automationDetails: { id: `mockloop/${run.kind}/${run.id}` },
    invocations: [
      {
        executionSuccessful: run.status !== 'incomplete',
        startTimeUtc: run.started_at,
        endTimeUtc: run.finished_at,
        ...(run.reason !== undefined && {
          toolExecutionNotifications: [{ level: 'warning', message: { text: run.reason } }],
        }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => result(finding, rules)),
    properties: { server: run.plan.server_url, seed: run.plan.seed, requests: run.requests },
  };
}

const LEVELS: { readonly [S in Severity]: string } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code scanning sorts security alerts by: from 0 to 10, as CVSS has it. */
const SECURITY_SEVERITIES: { readonly [S in Severity]: string } = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

function rule(id: string, findings: readonly Finding[]): object {
  const known: Pick<Check, 'title' | 'family' | 'severity' | 'remedy' | 'owasp' | 'cwe' | 'wfc'> & { proof?: string } =
    checkById(id) ??
      findings.find(({ check }) => check === id) ?? { title: id, family: 'contract', severity: 'info', remedy: '' };
  const { title, family, severity, remedy, proof, owasp, cwe, wfc } = known;
  const help = [`How it is proven: ${proof ?? ''}`, `What to do: ${remedy}`];
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: proof ?? title },
    help: { text: help.join('\n\n'), markdown: help.join('\n\n') },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [
        family,
        ...(owasp === undefined ? [] : [owasp]),
        ...(cwe === undefined ? [] : [`external/cwe/cwe-${cwe}`]),
        ...(wfc === undefined ? [] : [`wfc/${wfc}`]),
      ],
      ...(family === 'security' && { 'security-severity': SECURITY_SEVERITIES[severity] }),
    },
  };
}

function result(finding: Finding, rules: readonly string[]): object {
  const { check, severity, message, operation, evidence, reproduce } = finding;
  return {
    ruleId: check,
    ruleIndex: rules.indexOf(check),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        ...physicalLocation(finding),
        logicalLocations: [
          {
            name: operation ?? 'the server',
            kind: 'resource',
            ...(finding.pointer !== undefined && { fullyQualifiedName: finding.pointer }),
          },
        ],
      },
    ],
    partialFingerprints: { 'mockloopFinding/v1': fingerprint(finding) },
    properties: {
      severity,
      case_id: finding.case_id,
      seed: finding.seed,
      cluster: finding.cluster,
      expected: finding.expected,
      observed: finding.observed,
      remedy: finding.remedy,
      curl: reproduce.curl,
      requests: evidence.map(({ method, url, status, failure }) => `${method} ${url} ${status ?? failure ?? ''}`),
    },
  };
}

function physicalLocation({ file, line, column }: Finding): object {
  if (file === undefined) return {};
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line !== undefined && { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } }),
    },
  };
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return /^[a-z][a-z0-9+.-]+:/i.test(file) && URL.canParse(file)
    ? new URL(file).href
    : file.split('/').map(encodeURIComponent).join('/');
}

/** The same in each run that finds the same, whatever its seed. */
function fingerprint({ check, operation = '', signature }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([check, operation, signature]))
    .digest('hex');
}
