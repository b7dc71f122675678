import { locate } from '@mockloop/spec-parser';
import { CHECKS, checkById } from '../checks/catalogue.ts';
import { summarizeLatency } from '../load/latency-summary.ts';
import type { Finding } from '../model/finding.ts';
import type { TestPlan } from '../model/test-plan.ts';
import type { TestRun, ValidationMode } from '../model/test-run.ts';
import { clusterFindings } from './cluster-findings.ts';
import type { FindingStore } from './finding-store.ts';
import type { Ledger } from './ledger.ts';
import type { RunView } from './run-view.ts';
import { whyEmpty } from './why-empty.ts';
import { writeKnowledge } from './write-knowledge.ts';

/** How a run ended, where it did not come to its end. */
export interface RunOutcome {
  readonly isCancelled?: boolean | undefined;
  /** Why it could not be carried on. */
  readonly reason?: string | undefined;
}

export interface RunParts {
  readonly outcome: RunOutcome;
  readonly id: string;
  readonly validationMode: ValidationMode;
  readonly plan: TestPlan;
  readonly view: RunView;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly requests: number;
  readonly ledger: Ledger;
  readonly findings: FindingStore;
  readonly nonce: string;
}

/** The run as it is stored and reported. */
export async function toTestRun(parts: RunParts): Promise<TestRun> {
  const { plan, ledger, view } = parts;
  const { confirmed, suspected } = parts.findings;
  const located = await withLines(
    [...confirmed, ...suspected].map(({ finding }) => finding),
    view,
  );
  const findings = located.slice(0, confirmed.length);
  return {
    format: 'mockloop-test-run/1',
    id: parts.id,
    kind: plan.phases.every((phase) => phase === 'preflight' || phase === 'security') ? 'security' : 'functional',
    ...verdictOf(findings, parts),
    validation_mode: parts.validationMode,
    plan,
    started_at: new Date(parts.startedAt).toISOString(),
    finished_at: new Date(parts.finishedAt).toISOString(),
    duration_ms: Math.round(parts.finishedAt - parts.startedAt),
    target: { ...view.target, identities: ledger.sentAs },
    requests: parts.requests,
    latency: latencyOf(ledger),
    phases: ledger.phases,
    coverage: ledger.coverage,
    findings,
    suspicions: located.slice(confirmed.length),
    clusters: clusterFindings(
      findings,
      plan.operations.map(({ key }) => key),
    ),
    warnings: ledger.warnings,
    checks: parts.findings.figures(CHECKS),
    cases: [...new Map([...confirmed, ...suspected].map(({ testCase }) => [testCase.id, testCase])).values()],
    knowledge: writeKnowledge([...confirmed, ...suspected], view, parts.nonce),
  };
}

function latencyOf({ latency }: Ledger): TestRun['latency'] {
  const { histogram: _, ...figures } = summarizeLatency(latency);
  return figures;
}

function verdictOf(
  findings: readonly Finding[],
  { outcome, validationMode, plan, ledger }: RunParts,
): Pick<TestRun, 'status' | 'reason'> {
  if (outcome.isCancelled === true) return { status: 'cancelled', reason: outcome.reason };
  if (outcome.reason !== undefined) return { status: 'incomplete', reason: outcome.reason };
  if (findings.some((finding) => counts(finding, validationMode))) return { status: 'failed' };
  const reason = validationMode === 'report_only' ? undefined : whyEmpty(plan, ledger);
  return reason === undefined ? { status: 'passed' } : { status: 'incomplete', reason };
}

function counts({ severity, check }: Finding, mode: ValidationMode): boolean {
  if (severity === 'info' || mode === 'report_only') return false;
  return mode === 'strict' || checkById(check)?.soft === true;
}

async function withLines(findings: readonly Finding[], { document }: RunView): Promise<readonly Finding[]> {
  const places = findings.map(({ file, pointer }) => ({ file: file ?? document.file, pointer: pointer ?? '' }));
  const found = await locate(document, places);
  return findings.map((finding, index) => ({ ...finding, ...found[index] }));
}
