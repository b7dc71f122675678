import { z } from '@hono/zod-openapi';
import type { Figures, KeyFigures, LogAnalysis } from '@mockloop/analyzer';

const count = z.number().int().min(0);
const rate = z.number().min(0).max(1).optional().openapi({ description: 'From 0 to 1; absent without a request.' });
const counts = z.record(z.string(), z.number());

const performanceShape = z
  .object({
    total_measured: count,
    average_ms: z.number(),
    min_ms: z.number(),
    max_ms: z.number(),
    median_ms: z.number(),
    p50_ms: z.number(),
    p90_ms: z.number(),
    p95_ms: z.number(),
    p99_ms: z.number(),
    performance_distribution: z.object({ fast_under_100ms: count, medium_100_500ms: count, slow_over_500ms: count }),
  })
  .openapi('Performance', { description: 'How long answers took. Percentiles are within 1 %, all else is exact.' });
const categoriesShape = z
  .object({
    informational_1xx: count,
    success_2xx: count,
    redirection_3xx: count,
    client_error_4xx: count,
    server_error_5xx: count,
  })
  .openapi('StatusClasses');
const figuresShape = z.object({
  total_requests: count,
  total_errors: count.openapi({ description: 'Answers with a status of 400 or more.' }),
  error_rate: rate,
  success_rate: rate,
  categories: categoriesShape,
  performance: performanceShape.optional(),
});
const keyFiguresShape = figuresShape.extend({
  key: z.string().openapi({ example: 'GET /pets/{petId}' }),
});
const distributionShape = z.object({
  distribution: counts,
  percentages: counts,
  most_common: z.string().optional(),
});
const errorsShape = z.object({
  total_errors: count,
  client_errors: count,
  server_errors: count,
  error_rate: rate,
  by_status_code: z.array(
    z.object({
      status: count,
      name: z.string().optional(),
      category: z.enum(['client_error', 'server_error']),
      count,
      percentage: z.number(),
    }),
  ),
  by_endpoint: counts,
  by_method: counts,
});

// Asserted: zod's `optional()` also takes an `undefined` that is there, and `exactOptional()` is not understood where
// the OpenAPI document is written.
export const figuresSchema = figuresShape.openapi('Figures') as z.ZodType<Figures>;
export const keyFiguresSchema = keyFiguresShape.openapi('KeyFigures') as z.ZodType<KeyFigures>;
export const analysisSchema = figuresShape
  .omit({ categories: true })
  .extend({
    time_range: z
      .object({
        earliest: z.iso.datetime(),
        latest: z.iso.datetime(),
        duration_seconds: z.number(),
        requests_per_second: z.number().optional(),
      })
      .optional(),
    methods: distributionShape,
    status_codes: distributionShape.extend({ categories: categoriesShape, success_rate: rate, error_rate: rate }),
    endpoints: z.object({
      total_unique_endpoints: count,
      most_accessed: z.array(keyFiguresSchema),
      slowest: z.array(keyFiguresSchema),
      most_failing: z.array(keyFiguresSchema),
    }),
    errors: errorsShape,
    group_by: z.enum(['endpoint', 'status', 'method', 'client', 'session', 'hour', 'minute', 'second']),
    groups: z
      .array(keyFiguresSchema)
      .openapi({ description: 'One for each key of the dimension, the most requests first.' }),
    insights: z.array(z.string()).openapi({ description: 'What stands out, in sentences.' }),
  })
  .openapi('LogAnalysis') as z.ZodType<LogAnalysis>;
