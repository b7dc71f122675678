import { analyzeResults, type ResultsAnalysis } from '@mockloop/analyzer';
import type { AnyRun } from '../testing/find-run.ts';
import type { ToolContext } from '../tool-context.ts';
import type { AnalyzeTestResultsInput, AnalyzeTestResultsResult } from './analyze-test-results.ts';
import { loadResults } from './load-results.ts';

type AnalysisType = NonNullable<AnalyzeTestResultsInput['analysis_type']>;

/** The parts of an analysis that a type of it has; what is not asked for is left out. */
const PARTS: Readonly<Record<AnalysisType, ReadonlySet<'failures' | 'performance' | 'trends'>>> = {
  comprehensive: new Set(['failures', 'performance', 'trends']),
  failures: new Set(['failures']),
  performance: new Set(['performance', 'trends']),
  security: new Set(['failures']),
  trends: new Set(['trends']),
};

export async function runAnalyzeTestResults(
  {
    test_results,
    analysis_type: type = 'comprehensive',
    include_recommendations: isAdvising = true,
  }: AnalyzeTestResultsInput,
  context: ToolContext,
): Promise<AnalyzeTestResultsResult> {
  const all = await loadResults(test_results, '/test_results', context);
  const runs = type === 'security' ? all.map(securityOf) : all;
  const analysis = analyzeResults(runs);
  const parts = PARTS[type];
  const { error_categories, causes, capacity, anomalies, trends, next_actions } = analysis;
  return {
    status: 'success',
    run_ids: analysis.run_ids,
    summary: [...runs.map(sentenceOf), ...capacitySentences(analysis)],
    error_categories: parts.has('failures') ? error_categories : [],
    causes: parts.has('failures') ? causes.map(({ alternatives: _, ...cause }) => cause) : [],
    performance: parts.has('performance') && capacity !== undefined ? { capacity } : undefined,
    trends: parts.has('trends') && runs.length > 1 ? trends.map((trend) => ({ ...trend })) : undefined,
    anomalies: parts.has('performance') ? anomalies : [],
    next_actions: isAdvising ? next_actions : [],
  };
}

function securityOf(run: AnyRun): AnyRun {
  if (run.kind === 'load') return run;
  return { ...run, clusters: run.clusters.filter(({ family }) => family === 'security') };
}

function sentenceOf(run: AnyRun): string {
  if (run.kind === 'load') {
    const { sent, ok, achieved_rate: rate, response } = run.result;
    const p95 = response.p95_ms === undefined ? '' : `, p95 ${response.p95_ms.toFixed(1)} ms`;
    return `Load run ${run.id}: ${run.status}; ${sent} sent, ${ok} ok, ${rate.toFixed(1)}/s${p95}.`;
  }
  const { coverage, clusters, requests } = run;
  const causes = clusters.filter(({ severity }) => severity !== 'info').length;
  return `${run.kind === 'security' ? 'Security' : 'Functional'} run ${run.id}: ${run.status}; ${causes} causes above info, ${requests} requests, ${coverage.succeeded} of ${coverage.operations} operations answered 2xx.`;
}

function capacitySentences({ capacity }: ResultsAnalysis): string[] {
  if (capacity === undefined) return [];
  const { sustained, unit, evidence } = capacity;
  const level =
    sustained === undefined
      ? 'No level of load was borne'
      : `Up to ${sustained} ${unit.replaceAll('_', ' ')} were borne`;
  return [`${level}: ${evidence}.`];
}
