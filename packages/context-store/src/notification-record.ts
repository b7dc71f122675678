/** A message that is to be delivered. Who delivers it, and how, is not decided here. */
export interface NewNotification {
  /** Where to, with what it takes: JSON of up to 1 MiB. */
  readonly target: unknown;
  /** JSON of up to 1 MiB. */
  readonly payload: unknown;
  readonly run_id?: string | undefined;
  readonly schedule_id?: string | undefined;
}

/** What became of a message, without the message. Times are ISO 8601 in UTC. */
export interface NotificationRecord {
  readonly id: string;
  /** `failed`: it was given up. */
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly run_id?: string | undefined;
  readonly schedule_id?: string | undefined;
  readonly created_at: string;
  readonly finished_at?: string | undefined;
  /** How often somebody has tried, or begun to. */
  readonly attempts: number;
  readonly next_attempt_at?: string | undefined;
  /** The status that the last attempt was answered with. */
  readonly last_status?: number | undefined;
  readonly last_error?: string | undefined;
}

/** A message to be delivered now, by whoever has claimed it. */
export interface ClaimedNotification extends NotificationRecord {
  readonly target: unknown;
  readonly payload: unknown;
}

/** How an attempt ended. */
export interface DeliveryAttempt {
  readonly delivered: boolean;
  /** The status that it was answered with. */
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  /** When to try again: ISO 8601. Absent: it is given up, where it was not delivered. */
  readonly retry_at?: string | undefined;
}
