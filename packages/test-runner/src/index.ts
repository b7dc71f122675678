export { type ExportLoadOptions, exportApiLoad, type LoadExportFormat } from './api-load/export-api-load.ts';
export type { WeightedOperation } from './api-load/prepare-load-requests.ts';
export { type ApiLoadOptions, runApiLoadTest } from './api-load/run-api-load-test.ts';
export type { LoadTarget } from './api-load/with-prepared-load.ts';
export { CHECKS } from './checks/catalogue.ts';
export {
  type CompareServersOptions,
  compareServers,
  type OperationComparison,
  type ServerComparison,
} from './compare-servers/compare-servers.ts';
export type { Check, CheckFamily, Severity } from './model/check.ts';
export type { RecordedExchange } from './model/exchange.ts';
export type { Cluster, Finding } from './model/finding.ts';
export type { LoadRun } from './model/load-run.ts';
export { PHASES, type Phase } from './model/phase.ts';
export type { TestCase } from './model/test-case.ts';
export type { Budget, PlannedOperation, Resource, Risk, Role, TestPlan } from './model/test-plan.ts';
export type {
  CheckFigures,
  PhaseFigures,
  RunCoverage,
  RunLatency,
  RunWarning,
  TargetFacts,
  TestRun,
  ValidationMode,
} from './model/test-run.ts';
export { TestRunError, type TestRunErrorCode } from './model/test-run-error.ts';
export { createTestPlan, type TestPlanOptions } from './plan/create-test-plan.ts';
export { readTestPlan } from './plan/read-test-plan.ts';
export type { CaseKind } from './run/case-kind.ts';
export { type ReplayableRun, type ReplayOptions, type ReplayResult, replayCase } from './run/replay-case.ts';
export type { RunOptions, RunProgress } from './run/run-options.ts';
export { runTests } from './run/run-tests.ts';
export { type ComplianceFramework, type ComplianceLine, complianceReport } from './security/compliance.ts';
export { SECURITY_FOCUS, type SecurityFocus, securityKindsFor } from './security/security-focus.ts';
export type { Upstream } from './security/upstream.ts';
export { type AllowedTarget, allowTarget } from './target/allow-target.ts';
export type { GivenIdentity } from './target/given-identity.ts';
