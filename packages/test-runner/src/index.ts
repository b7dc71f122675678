export { CHECKS } from './checks/catalogue.ts';
export type { Check, CheckFamily, Severity } from './model/check.ts';
export type { RecordedExchange } from './model/exchange.ts';
export type { Cluster, Finding } from './model/finding.ts';
export { PHASES, type Phase } from './model/phase.ts';
export type { TestCase } from './model/test-case.ts';
export type { Budget, PlannedOperation, Resource, Risk, Role, TestPlan } from './model/test-plan.ts';
export type {
  CheckFigures,
  PhaseFigures,
  RunCoverage,
  RunWarning,
  TargetFacts,
  TestRun,
  ValidationMode,
} from './model/test-run.ts';
export { TestRunError, type TestRunErrorCode } from './model/test-run-error.ts';
export { createTestPlan, type TestPlanOptions } from './plan/create-test-plan.ts';
export type { RunOptions, RunProgress } from './run/run-options.ts';
export { runTests } from './run/run-tests.ts';
export { type AllowedTarget, allowTarget } from './target/allow-target.ts';
export type { GivenIdentity } from './target/given-identity.ts';
