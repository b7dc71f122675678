export {
  type AnalyzeLogOptions,
  analyzeLog,
  type EndpointFigures,
  type LogAnalysis,
  type TimeRange,
} from './analyze-log.ts';
export type { Distribution } from './distribution.ts';
export type { ErrorFigures, StatusErrors } from './error-figures.ts';
export { percentile } from './percentile.ts';
export {
  type Figures,
  type KeyFigures,
  type PerformanceFigures,
  type StatusClasses,
  summarize,
  summarizeByKey,
} from './summarize.ts';
