export type { ContextStore } from './context-store.ts';
export { ContextStoreError, type ContextStoreErrorCode } from './context-store-error.ts';
export type {
  ClaimedNotification,
  DeliveryAttempt,
  NewNotification,
  NotificationRecord,
} from './notification-record.ts';
export type { NotificationFilter, NotificationPage, NotificationStore } from './notification-store.ts';
export { type OpenContextStoreOptions, openContextStore } from './open-context-store.ts';
export type { PageOptions } from './page.ts';
export type { Pruned, PruneOptions } from './prune.ts';
export type { RecurrenceOptions } from './recurrence.ts';
export type {
  NewRun,
  RunChange,
  RunCounts,
  RunKind,
  RunOutcome,
  RunOutcomeStatus,
  RunRecord,
  RunStatus,
  StoredRun,
} from './run-record.ts';
export type { RunFilter, RunItemPage, RunPage, RunStore } from './run-store.ts';
export type {
  ClaimedOccurrence,
  NewSchedule,
  OccurrenceRecord,
  ScheduleRecord,
  StoredSchedule,
} from './schedule-record.ts';
export type { OccurrencePage, SchedulePage, ScheduleStore } from './schedule-store.ts';
export { createScheduler, type Scheduler, type SchedulerOptions } from './scheduler.ts';
export type {
  NewSession,
  NewSessionEvent,
  SessionEvent,
  SessionProgress,
  SessionRecord,
  Severity,
  StoredSession,
} from './session-record.ts';
export type { SessionEventFilter, SessionEventPage, SessionPage, SessionStore } from './session-store.ts';
