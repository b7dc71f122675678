import * as z from 'zod';
import { inlineText } from '../inline-text.ts';
import type { SchemaFields } from '../schema-fields.ts';

/** What a run came to, short enough for a model; `resource` has it whole. */
export interface RunDigest {
  /** `running`: it goes on in the background. */
  readonly status: 'success' | 'running';
  readonly run_id: string;
  readonly kind: 'functional' | 'security' | 'load';
  /** Absent while it is running. */
  readonly verdict?: RunVerdict | undefined;
  /** Why there is no better verdict. */
  readonly reason?: string | undefined;
  readonly server_url: string;
  readonly seed?: string | undefined;
  readonly requests: number;
  readonly duration_ms: number;
  /** Confirmed findings, by severity, and what could not be confirmed. */
  readonly findings: FindingCounts;
  /** The ten gravest causes. */
  readonly clusters: readonly ClusterLine[];
  readonly cluster_count: number;
  readonly coverage?: { readonly operations: number; readonly succeeded: number } | undefined;
  readonly warnings: readonly string[];
  /** At most five. */
  readonly next_actions: readonly NextAction[];
  /** URI of the whole run. */
  readonly resource: string;
}

export type RunVerdict = 'passed' | 'failed' | 'inconclusive' | 'incomplete' | 'cancelled';

export interface FindingCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly info: number;
  readonly suspicions: number;
}

export interface ClusterLine {
  readonly key: string;
  readonly check: string;
  readonly severity: string;
  readonly message: string;
  readonly count: number;
  /** The first five. */
  readonly operations: readonly string[];
  /** For `run_test_iteration`: runs the clearest of its findings again. */
  readonly case_id: string;
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
}

export interface NextAction {
  readonly action: string;
  readonly operation?: string | undefined;
  readonly evidence: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export const nextActionSchema: z.ZodType<NextAction, NextAction> = z.object({
  action: z.string(),
  operation: z.string().optional(),
  evidence: z.string(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
});

const clusterLineSchema: z.ZodType<ClusterLine, ClusterLine> = z.object({
  key: z.string(),
  check: z.string(),
  severity: z.string(),
  message: z.string(),
  count: z.number(),
  operations: z.array(z.string()),
  case_id: z.string(),
  pointer: z.string().optional(),
  line: z.number().optional(),
});

/** The members of a `RunDigest`, for the output schemas of tools that make a run. */
export const runDigestFields: SchemaFields<RunDigest> = {
  status: z.enum(['success', 'running']),
  run_id: z.string(),
  kind: z.enum(['functional', 'security', 'load']),
  verdict: z.enum(['passed', 'failed', 'inconclusive', 'incomplete', 'cancelled']).optional(),
  reason: z.string().optional(),
  server_url: z.string(),
  seed: z.string().optional(),
  requests: z.number(),
  duration_ms: z.number(),
  findings: z.object({
    critical: z.number(),
    high: z.number(),
    medium: z.number(),
    low: z.number(),
    info: z.number(),
    suspicions: z.number(),
  }),
  clusters: z.array(clusterLineSchema),
  cluster_count: z.number(),
  coverage: z.object({ operations: z.number(), succeeded: z.number() }).optional(),
  warnings: z.array(z.string()),
  next_actions: z.array(nextActionSchema),
  resource: z.string(),
};

/** Lines for a model. */
export function summarizeDigest(digest: RunDigest): string[] {
  const { run_id: id, kind, verdict, reason, requests, duration_ms: duration, coverage, server_url: server } = digest;
  if (digest.status === 'running')
    return [
      `The ${kind} run ${id} of ${inlineText(server)} is under way. monitor_test_progress {"run_id": "${id}"} tells how far it is.`,
    ];
  return [
    `The ${kind} run ${id} of ${inlineText(server)}: ${verdict}${reason === undefined ? '' : ` (${inlineText(reason, 500)})`}. ${requests} requests in ${(duration / 1000).toFixed(1)} s${
      coverage === undefined ? '' : `, ${coverage.succeeded} of ${coverage.operations} operations answered 2xx`
    }.`,
    ...clusterLines(digest),
    ...digest.warnings.slice(0, 10).map((warning) => `Note: ${inlineText(warning, 400)}`),
    ...digest.next_actions.map(
      (next) =>
        `Next: ${inlineText(next.action, 300)} (${inlineText(next.evidence, 300)}): ${next.tool} ${JSON.stringify(next.arguments)}`,
    ),
    `All of it: ${digest.resource}`,
  ];
}

function clusterLines({ kind, clusters, cluster_count: total, findings: { suspicions } }: RunDigest): string[] {
  const unproven = suspicions === 0 ? [] : [`${suspicions} suspicions could not be confirmed and do not count.`];
  if (total === 0) return kind === 'load' ? [] : ['Nothing was found.', ...unproven];
  const lines = clusters.map(({ severity, check, message, count, operations, case_id: caseId }) => {
    const where = operations
      .slice(0, 3)
      .map((operation) => inlineText(operation, 120))
      .join(', ');
    const others = operations.length > 3 ? ', …' : '';
    return `- ${severity} ${check}: ${inlineText(message, 400)} [${where || 'the server'}${others}; ${count}×; case ${caseId}]`;
  });
  const rest = total > clusters.length ? [`… and ${total - clusters.length} more causes.`] : [];
  return [`${total} ${total === 1 ? 'cause' : 'causes'}, the gravest first:`, ...lines, ...rest, ...unproven];
}
