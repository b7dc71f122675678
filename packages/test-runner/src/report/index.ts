export { type ReportedRun, type ReportFormat, type ReportOptions, writeReport } from './write-report.ts';
