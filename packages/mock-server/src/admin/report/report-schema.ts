import { z } from '@hono/zod-openapi';
import { figuresSchema, keyFiguresSchema } from '../figures-schema.ts';
import type { TitledReport } from './titled-report.ts';

const count = z.number().int().min(0);
const kind = z.enum(['server_error', 'violation', 'no_operation']);
const reason = z.object({ kind, message: z.string() });

const operation = keyFiguresSchema.and(
  z.object({
    operation_id: z.string().optional(),
    declared: z.boolean().openapi({ description: 'Whether the document has it.' }),
    failed_requests: count,
    failures: z.array(reason.extend({ count, example_id: z.string() })),
    statuses: z.record(z.string(), count),
  }),
);
const failure = z.object({
  id: z.string(),
  time: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  operation: z.string(),
  status: count,
  response_time_ms: z.number(),
  reasons: z.array(reason),
});
const percentage = z.number().min(0).max(100).optional();
const coverage = z.object({
  operations: z.object({ total: count, called: count, percentage, not_called: z.array(z.string()) }),
  statuses: z.object({
    total: count,
    seen: count,
    percentage,
    undeclared: z.array(z.object({ operation: z.string(), status: count, count })),
  }),
});

// Asserted: zod's `optional()` also takes an `undefined` that is there.
export const reportSchema = figuresSchema
  .and(
    z.object({
      title: z.string(),
      generated_at: z.iso.datetime(),
      session_id: z.string().optional(),
      world: z.string().optional(),
      status: z.enum(['passed', 'failed']),
      failure_rule: z.string().openapi({ description: 'When a request counts as failed.' }),
      failed_requests: count,
      passed_requests: count,
      earliest: z.iso.datetime().optional(),
      latest: z.iso.datetime().optional(),
      operations: z.array(operation).openapi({ description: 'What was called, the most called first.' }),
      failures: z.array(failure).openapi({ description: 'The newest 200 requests that failed.' }),
      coverage,
      checked_requests: count.openapi({ description: 'How many were looked at for failures: at most 100,000.' }),
    }),
  )
  .openapi('TestReport') as z.ZodType<TitledReport>;
