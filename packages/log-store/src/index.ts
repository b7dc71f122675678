export { bucketOfDuration, durationOfBucket } from './duration-buckets.ts';
export { LogStoreError, type LogStoreErrorCode } from './errors.ts';
export type {
  LogEntry,
  LoggedDecision,
  LoggedMessage,
  LoggedViolation,
  NewLogEntry,
  StoredMessage,
} from './log-entry.ts';
export type {
  DurationHistogram,
  LogDimension,
  LogExportFormat,
  LogFilter,
  LogGroup,
  LogPage,
  LogPageOptions,
  LogStatus,
  LogStore,
  LogTimeRange,
} from './log-store.ts';
export type { OpenLogStoreOptions } from './log-store-options.ts';
export { openLogStore } from './open-log-store.ts';
export { redactText } from './redact-text.ts';
export { createSecretNames, type SecretNames } from './secret-names.ts';
