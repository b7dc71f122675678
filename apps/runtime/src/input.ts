export { describeStorageProblems } from './configuration/describe-storage-problems.ts';
export { type ConfigurationFile, readConfiguration } from './configuration/read-configuration.ts';
export { authorWarnings, describeProblems } from './scenario/describe-problems.ts';
export { type GivenScenario, readScenarios } from './scenario/read-scenarios.ts';
export type { PackBinder } from './scenario/scenarios-of-pack.ts';
