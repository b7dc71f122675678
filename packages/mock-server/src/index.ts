export type { ControlAction, Credential } from './admin/admin-host.ts';
export { createLogApi } from './admin/create-log-api.ts';
export {
  type Deployed,
  type DeployOptions,
  type ScenarioControl,
  ScenarioError,
} from './behaviour/scenario-control.ts';
export { checkAnswers, isSlowPattern } from './check-answers.ts';
export {
  createMockServer,
  type DocumentSource,
  type MockServer,
  type MockServerOptions,
} from './create-mock-server.ts';
export { describeStorage } from './describe-storage.ts';
export type { Listening, ListenOptions } from './dual-listener.ts';
export type {
  Handler,
  HandlerContext,
  HandlerRequest,
  HandlerResponse,
  HandlerResult,
  HandlerState,
  HandlerWish,
} from './handlers/handler.ts';
export type { MockSettings } from './settings.ts';
export type { StorageDescription } from './storage/describe-model.ts';
export {
  type CollectionCorrection,
  type OperationCorrection,
  type SettingsProblem,
  type StorageSettings,
  StorageSettingsError,
} from './storage/storage-settings.ts';
export type { WebhookSettings } from './webhooks/webhooks.ts';
export { type World, WorldLimitError, type WorldLimits } from './worlds/world.ts';
export type { WorldState } from './worlds/world-state.ts';
export { WorldError, type WorldSummary, type Worlds } from './worlds/worlds.ts';
