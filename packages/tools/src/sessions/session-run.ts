import * as z from 'zod';
import type { SchemaFields } from '../schema-fields.ts';

/** A run in a list. */
export interface SessionRun {
  readonly run_id: string;
  readonly kind: string;
  /** `running`, `interrupted` (its process is gone), or what it came to. */
  readonly status: string;
  readonly server_url: string;
  readonly findings: number;
  /** ISO 8601. */
  readonly started_at: string;
  readonly duration_ms?: number | undefined;
}

export const sessionRunFields: SchemaFields<SessionRun> = {
  run_id: z.string(),
  kind: z.string(),
  status: z.string(),
  server_url: z.string(),
  findings: z.number(),
  started_at: z.string(),
  duration_ms: z.number().optional(),
};
