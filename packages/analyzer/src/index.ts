export {
  type AnalyzeLogOptions,
  analyzeLog,
  type EndpointFigures,
  type LogAnalysis,
  type TimeRange,
} from './analyze-log.ts';
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
