export { toArtillery } from './export/to-artillery.ts';
export { toK6 } from './export/to-k6.ts';
export { type K6TestRunOptions, toK6TestRun } from './export/to-k6-test-run.ts';
export type { KneeSearch, LoadShard, LoadTestOptions } from './load-options.ts';
export type { LoadBody, LoadModel, LoadPlan, LoadRequest, LoadStage, LoadStageType } from './load-plan.ts';
export type {
  LatencySummary,
  LoadApdex,
  LoadCounts,
  LoadErrorKind,
  LoadErrors,
  LoadKnee,
  LoadMachine,
  LoadOperationResult,
  LoadProbe,
  LoadProgress,
  LoadResult,
  LoadSecond,
  LoadStageResult,
  LoadStatus,
  ThresholdResult,
} from './load-result.ts';
export { mergeLoadResults } from './merge-load-results.ts';
export { runLoadTest } from './run-load-test.ts';
