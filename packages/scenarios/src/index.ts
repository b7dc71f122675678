export { type CompileScenarioOptions, compileScenario } from './compile-scenario.ts';
export type { CompiledScenario, Decision, ScenarioMemory, ScenarioRequest } from './decision.ts';
export {
  type DraftErrorsOptions,
  draftErrors,
  type ErrorDrafts,
  type ErrorSeverity,
  type OperationErrors,
} from './draft/draft-errors.ts';
export { type DraftScenarioOptions, draftScenario } from './draft/draft-scenario.ts';
export { type DraftSecurityOptions, draftSecurity, type SecurityDrafts } from './draft/draft-security.ts';
export { ERROR_KINDS, type ErrorKind } from './draft/error-kinds.ts';
export { type FoundOperations, findOperations } from './draft/find-operations.ts';
export type { LoadChange, LoadConflict, LoadRequirements } from './draft/load-change.ts';
export type { LoadParameters } from './draft/load-parameters.ts';
export { type OptimizedScenario, optimizeForLoad } from './draft/optimize-for-load.ts';
export type { DraftScope, ScenarioDraft } from './draft/scenario-draft.ts';
export { type ScenarioJsonSchema, scenarioJsonSchema } from './draft/scenario-json-schema.ts';
export { SECURITY_FOCUSES, type SecurityFocus } from './draft/security-focus.ts';
export { type BindPackOptions, type BoundPack, type BoundRule, bindPack, type UnboundRule } from './packs/bind-pack.ts';
export { type CommunityInfo, communityInfo } from './packs/community-info.ts';
export { type LoadPackIndexOptions, loadPackIndex } from './packs/load-pack-index.ts';
export { loadPacksFromFolder } from './packs/load-packs-from-folder.ts';
export type { LoadedPack, LoadedPacks } from './packs/loaded-packs.ts';
export { declares, type OperationTraits, traitsOf } from './packs/operation-traits.ts';
export type {
  BodyVariant,
  OperationKind,
  OperationSelector,
  PackInfo,
  PackRespond,
  PackRule,
  PackScenario,
  PackSequence,
  Payload,
  PayloadPlace,
  PayloadSelector,
  PayloadSource,
  ScenarioPack,
  StatusClass,
} from './packs/pack.ts';
export {
  COMMUNITY_INFO_URI,
  createPackLibrary,
  LIST_ALL_URI,
  listPacks,
  type PackLibrary,
  type PackList,
  type PackListing,
  type PackQuery,
  readPack,
  searchPacks,
} from './packs/pack-library.ts';
export type { PackProblem } from './packs/pack-problem.ts';
export { type Resource, resourcesOf } from './packs/resources.ts';
export { validatePack } from './packs/validate-pack.ts';
export type { ScenarioProblem } from './problem.ts';
export { type ReadScenarioResult, readScenario } from './read/read-scenario.ts';
export type {
  BodyMatch,
  Delay,
  Fault,
  FaultType,
  LoadProfile,
  RateLimit,
  Respond,
  RuleMatch,
  Scenario,
  ScenarioRule,
  ScenarioType,
  Sequence,
  StateRule,
  StateValue,
  Threshold,
  ValueMatch,
} from './scenario.ts';
export { ScenarioError, type ScenarioErrorCode, type ScenarioErrorDetails } from './scenario-error.ts';
export { compileTemplate, type Template, type TemplateContext } from './template/compile-template.ts';
export { type ValidateScenarioOptions, validateScenario } from './validate/validate-scenario.ts';
