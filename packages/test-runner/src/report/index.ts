// biome-ignore-all lint/performance/noBarrelFile: this is the public surface of a subpath
export { type ReportedRun, type ReportFormat, type ReportOptions, writeReport } from './write-report.ts';
