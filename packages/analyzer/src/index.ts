export {
  type AnalyzeLogOptions,
  analyzeLog,
  type EndpointFigures,
  type LogAnalysis,
  type TimeRange,
} from './analyze-log.ts';
export type { ResultsAnalysis } from './analyze-results/analyze-results.ts';
export { analyzeResults } from './analyze-results/analyze-results.ts';
export type {
  AnalyzedCluster,
  AnalyzedFinding,
  AnalyzedLoad,
  AnalyzedLoadRun,
  AnalyzedRun,
  AnalyzedStage,
  AnalyzedTestRun,
  FindingSeverity,
  LatencyFigures,
} from './analyze-results/analyzed-run.ts';
export type { Capacity, CapacityStep } from './analyze-results/capacity.ts';
export type { RankedCause } from './analyze-results/causes.ts';
export type { Cause } from './analyze-results/cluster-clues.ts';
export type { ErrorCategory } from './analyze-results/error-categories.ts';
export type { ResultAnomaly } from './analyze-results/load-anomalies.ts';
export { type NextAction, type NextActionsContext, nextActions } from './analyze-results/next-actions.ts';
export type { Trend } from './analyze-results/trends.ts';
export type { ComparedAnswer } from './compare-answers/answer.ts';
export type {
  AnswerComparison,
  AnswerDifference,
  DifferenceKind,
  PatchOperation,
} from './compare-answers/answer-comparison.ts';
export type { CompareAnswersOptions, PlaceSchema, Tolerance } from './compare-answers/answers-options.ts';
export { compareAnswers } from './compare-answers/compare-answers.ts';
export { compileJsonPath, type JsonNode } from './compare-answers/json-path.ts';
export { learnVolatile } from './compare-answers/learn-volatile.ts';
export type { VolatileField, VolatileFields } from './compare-answers/volatile-fields.ts';
export { compareFindings, type FindingsComparison } from './compare-runs/compare-findings.ts';
export { type CompareRunsOptions, compareRuns } from './compare-runs/compare-runs.ts';
export type {
  ComparedOperation,
  ComparedRun,
  ComparedSecond,
  ErrorsByKind,
} from './compare-runs/compared-run.ts';
export type {
  ComparedFigure,
  ComparedMetric,
  ComparisonVerdict,
  OperationComparison,
  RunComparison,
} from './compare-runs/run-comparison.ts';
export type { Coverage, DeclaredOperation } from './coverage.ts';
export type { Distribution } from './distribution.ts';
export type { ErrorFigures, StatusErrors } from './error-figures.ts';
export { FailureCollector, type FailureTally, type OperationFailures } from './failure-tally.ts';
export {
  FAILURE_RULE,
  type FailedRequest,
  type FailureGroup,
  type FailureReason,
  failureReasons,
} from './failures.ts';
export { LatencyHistogram, type SparseHistogram } from './latency-histogram.ts';
export { percentile } from './percentile.ts';
export {
  type Anomaly,
  type AnomalyReport,
  type SeasonalAnomaliesOptions,
  type SeriesPoint,
  seasonalAnomalies,
} from './seasonal-anomalies.ts';
export {
  type Figures,
  type KeyFigures,
  type PerformanceFigures,
  type StatusClasses,
  summarize,
  summarizeByKey,
} from './summarize.ts';
export { type OperationReport, type TestReport, type TestReportInput, testReport } from './test-report.ts';
export {
  groupByInterval,
  type ResponseTimePoint,
  responseTimePoint,
  type TimeIntervals,
  type TrafficPoint,
  trafficPoint,
  type VolumePoint,
  volumePoint,
} from './time-series.ts';
