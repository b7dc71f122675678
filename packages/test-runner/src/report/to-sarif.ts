import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import type { Finding } from '../model/finding.ts';
import type { TestRun } from '../model/test-run.ts';
import { SARIF_LEVELS, sarifRule } from './sarif-rule.ts';
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
  const examples = [...new Map(findings.map((finding) => [finding.check, finding])).values()];
  const rules = examples.map(({ check }) => check);
  return {
    tool: {
      driver: {
        name: 'MockLoop',
        semanticVersion: manifest.version,
        informationUri: 'https://github.com/mockloop/mockloop',
        rules: examples.map(sarifRule),
      },
    },
    automationDetails: { id: `mockloop/${run.kind}/${run.id}` },
    invocations: [invocation(run)],
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => result(finding, rules)),
    properties: { server: run.plan.server_url, seed: run.plan.seed, requests: run.requests },
  };
}

function invocation({ status, reason, started_at: startTimeUtc, finished_at: endTimeUtc }: TestRun): object {
  const notifications = reason !== undefined && {
    toolExecutionNotifications: [{ level: 'warning', message: { text: reason } }],
  };
  return { executionSuccessful: status !== 'incomplete', startTimeUtc, endTimeUtc, ...notifications };
}

function result(finding: Finding, rules: readonly string[]): object {
  return {
    ruleId: finding.check,
    ruleIndex: rules.indexOf(finding.check),
    level: SARIF_LEVELS[finding.severity],
    message: { text: withoutLinks(finding.message) },
    locations: [{ ...physicalLocation(finding), logicalLocations: [logicalLocation(finding)] }],
    partialFingerprints: { 'mockloopFinding/v1': fingerprint(finding) },
    properties: details(finding),
  };
}

/** In a message, `[text](target)` would be a link to wherever a server wants it. */
function withoutLinks(message: string): string {
  return message.replaceAll(/[[\]\\]/g, (character) => `\\${character}`);
}

function details(finding: Finding): object {
  const { severity, case_id, seed, cluster, expected, observed, remedy, reproduce, evidence } = finding;
  const requests = evidence.map(({ method, url, status, failure }) => `${method} ${url} ${status ?? failure ?? ''}`);
  return { severity, case_id, seed, cluster, expected, observed, remedy, curl: reproduce.curl, requests };
}

function logicalLocation({ operation: name = 'the server', pointer: fullyQualifiedName }: Finding): object {
  return { name, kind: 'resource', ...(fullyQualifiedName !== undefined && { fullyQualifiedName }) };
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
