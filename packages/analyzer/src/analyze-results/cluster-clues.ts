import type { AnalyzedCluster, AnalyzedFinding, AnalyzedTestRun } from './analyzed-run.ts';
import type { RunContext } from './causes.ts';
import { categoryOf } from './error-categories.ts';

/** `document`: it does not say what the API is. `server`, `mock`: its code. `environment`: network, load, credentials, other users. */
export type Cause = 'document' | 'server' | 'mock' | 'environment';

/** Something that speaks for a cause. */
export interface Clue {
  readonly cause: Cause;
  /** Natural logarithm of how many times as likely it makes the cause; below 0 it speaks against it. */
  readonly weight: number;
  readonly text: string;
}

/** A share of all operations from which on it is likelier that what they share is wrong than that all of them are. */
const MANY = 0.3;

/** Everything about a cluster that tells its causes apart. */
export function clusterClues(cluster: AnalyzedCluster, context: RunContext): Clue[] {
  const { run } = context;
  const code: Cause = run.target.is_mock ? 'mock' : 'server';
  const ids = new Set(cluster.finding_ids);
  const findings = run.findings.filter(({ id }) => ids.has(id));
  return [
    ...cluesOfKind(cluster, code),
    ...cluesOfSpread(cluster, run, code),
    ...cluesOfFindings(findings),
    ...cluesOfWarnings(run),
    ...cluesOfCounterpart(cluster, context, code),
    ...cluesOfHistory(cluster, context, code),
  ];
}

function cluesOfKind(cluster: AnalyzedCluster, code: Cause): Clue[] {
  const { check } = cluster;
  const clue = (cause: Cause, weight: number, text: string): Clue => ({ cause, weight, text });
  switch (categoryOf(cluster)) {
    case 'server_error':
      return [clue(code, 2.5, 'No document makes an answer with 5xx right')];
    case 'security':
      return [clue(code, 2.5, 'It was proven by what the server did, whatever the document says')];
    case 'state':
    case 'semantics':
    case 'robustness':
      return [clue(code, 2, "It breaks what HTTP, or the server's own answers, promise")];
    case 'validation':
      return /^positive-/.test(check)
        ? [
            clue('document', 1.2, 'What the document calls valid is refused'),
            clue(code, 0.8, 'The server may be stricter than it says'),
          ]
        : [
            clue(code, 1.2, 'What the document forbids is taken'),
            clue('document', 0.4, 'The document may be stricter than what was meant'),
          ];
    case 'contract':
      return /^undeclared-/.test(check)
        ? [clue('document', 1.5, 'The document does not declare it')]
        : [
            clue(code, 0.8, 'The answer is not what the document says'),
            clue('document', 0.5, 'The document may say what was not meant'),
          ];
    default:
      return [];
  }
}

function cluesOfSpread(cluster: AnalyzedCluster, { coverage }: AnalyzedTestRun, code: Cause): Clue[] {
  const { operation_count: count = cluster.operations.length, pointer } = cluster;
  if (!['contract', 'validation'].includes(categoryOf(cluster)) || coverage.operations < 4) return [];
  if (count >= Math.max(3, MANY * coverage.operations)) {
    const where = pointer === undefined ? 'in the same way' : `at ${pointer}`;
    const text = `${count} of ${coverage.operations} operations break the document ${where}: that one place is likelier to be wrong than all of them`;
    return [{ cause: 'document', weight: 1.5, text }];
  }
  if (count > 1) return [];
  return [{ cause: code, weight: 0.4, text: `Only one of ${coverage.operations} operations does it` }];
}

const ENVIRONMENT = /\b(429|502|503|504|unreachable|reset|timeout|timed out|ECONN\w+|too many requests|maintenance)\b/i;

function cluesOfFindings(findings: readonly AnalyzedFinding[]): Clue[] {
  const clues: Clue[] = [];
  const hindered = findings.find(({ observed = '' }) => ENVIRONMENT.test(observed));
  if (hindered?.observed !== undefined) {
    const text = `What was observed is what overload, limits and networks do: ${hindered.observed}`;
    clues.push({ cause: 'environment', weight: 1.5, text });
  }
  const repeated = findings.flatMap(({ repeated: times }) => times ?? []);
  const flaky = repeated.find(({ shown, tried }) => shown < tried);
  if (flaky !== undefined) {
    const text = `It showed itself ${flaky.shown} of ${flaky.tried} times: it depends on more than the request`;
    clues.push({ cause: 'environment', weight: 1.2, text });
  } else if (repeated.length > 0) {
    clues.push({ cause: 'environment', weight: -1.5, text: 'It shows itself each time' });
  }
  return clues;
}

function cluesOfWarnings({ warnings }: AnalyzedTestRun): Clue[] {
  return warnings
    .filter(({ code }) => ['throttled', 'login_failed', 'environment_changed'].includes(code))
    .map(({ message }) => ({ cause: 'environment', weight: 0.8, text: `The run was hindered: ${message}` }));
}

function cluesOfCounterpart(cluster: AnalyzedCluster, { run, counterpart }: RunContext, code: Cause): Clue[] {
  if (counterpart === undefined) return [];
  const [here, there] = run.target.is_mock ? ['the mock', 'the server'] : ['the server', 'the mock'];
  return has(counterpart, cluster)
    ? [{ cause: 'document', weight: 2, text: `Both the mock and the server do it: what they share is the document` }]
    : [
        {
          cause: code,
          weight: 1.5,
          text: `Only ${here} does it, ${there} with the same document does not (run ${counterpart.id})`,
        },
      ];
}

function cluesOfHistory(cluster: AnalyzedCluster, { run, previous }: RunContext, code: Cause): Clue[] {
  if (previous === undefined || has(previous, cluster)) return [];
  const isSame = run.plan.document?.digest === previous.plan.document?.digest;
  return isSame
    ? [{ cause: code, weight: 1, text: `It is new since run ${previous.id}, with the same document` }]
    : [{ cause: 'document', weight: 1, text: `It is new since run ${previous.id}, and so is the document` }];
}

function has({ clusters }: AnalyzedTestRun, { check, signature }: AnalyzedCluster): boolean {
  return clusters.some((other) => other.check === check && other.signature === signature);
}
