import type { Severity } from '../model/check.ts';
import type { Cluster, Finding } from '../model/finding.ts';
import { digestText } from './digest-text.ts';

const MAX_OPERATIONS = 50;
const MAX_FINDINGS = 20;
const GRAVEST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** The key of what has one cause: one check with one signature, wherever it shows itself. */
export function clusterKey(check: string, signature: string): string {
  return `${check}/${digestText(signature, 8)}`;
}

export function bySeverity(a: Severity, b: Severity): number {
  return GRAVEST_FIRST.indexOf(a) - GRAVEST_FIRST.indexOf(b);
}

/**
 * Puts together what has one cause.
 *
 * @param operations Keys in document order.
 */
export function clusterFindings(findings: readonly Finding[], operations: readonly string[]): readonly Cluster[] {
  const order = new Map(operations.map((key, index) => [key, index]));
  const groups = Map.groupBy(findings, ({ cluster }) => cluster);
  return [...groups.values()]
    .flatMap((group) => toCluster(group, order))
    .toSorted((a, b) => bySeverity(a.severity, b.severity) || b.count - a.count);
}

function toCluster(group: readonly Finding[], order: ReadonlyMap<string, number>): readonly Cluster[] {
  const clearest = group.toSorted(
    (a, b) => bySeverity(a.severity, b.severity) || a.evidence.length - b.evidence.length,
  );
  const [first] = clearest;
  if (first === undefined) return [];
  const found = [...new Set(group.flatMap(({ operation }) => operation ?? []))];
  const operations = found.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const { check, title, family, severity, message, signature, pointer, line, owasp, cwe, wfc, remedy } = first;
  return [
    {
      key: first.cluster,
      check,
      title,
      family,
      severity,
      confidence: first.confidence,
      message,
      signature,
      pointer,
      line,
      count: group.length,
      operations: operations.slice(0, MAX_OPERATIONS),
      operation_count: operations.length,
      finding_ids: clearest.slice(0, MAX_FINDINGS).map(({ id }) => id),
      owasp,
      cwe,
      wfc,
      remedy,
    },
  ];
}
