export type { AdminHost, ControlAction, Counters, Credential } from './admin/admin-host.ts';
export { createLogApi } from './admin/create-log-api.ts';
export { checkAnswers, isSlowPattern } from './check-answers.ts';
export {
  createMockServer,
  type DocumentSource,
  type MockServer,
  type MockServerOptions,
} from './create-mock-server.ts';
export type { Listening, ListenOptions } from './dual-listener.ts';
export type { MockSettings } from './settings.ts';
