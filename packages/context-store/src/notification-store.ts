import type {
  ClaimedNotification,
  DeliveryAttempt,
  NewNotification,
  NotificationRecord,
} from './notification-record.ts';
import type { PageOptions } from './page.ts';

export interface NotificationFilter {
  readonly status?: NotificationRecord['status'] | undefined;
  readonly runId?: string | undefined;
  readonly scheduleId?: string | undefined;
}

export interface NotificationPage {
  /** The newest first. */
  readonly notifications: readonly NotificationRecord[];
  /** How many there are in all. */
  readonly total: number;
}

/**
 * Messages that are to be delivered, whatever ends meanwhile. One that was claimed by a process that is gone is given to
 * the next: it may be delivered twice, and is never lost.
 */
export interface NotificationStore {
  /** @throws {ContextStoreError} `INVALID_INPUT`, `TOO_LARGE` */
  addNotification(notification: NewNotification): Promise<NotificationRecord>;
  /**
   * Takes what is to be delivered now, the oldest first, for this process.
   *
   * @param limit 1 to 100. Default 10.
   */
  claimNotifications(limit?: number): Promise<readonly ClaimedNotification[]>;
  /** @throws {ContextStoreError} `UNKNOWN`, `ENDED`, `INVALID_INPUT` */
  recordAttempt(id: string, attempt: DeliveryAttempt): Promise<NotificationRecord>;
  listNotifications(filter?: NotificationFilter, page?: PageOptions): Promise<NotificationPage>;
}
