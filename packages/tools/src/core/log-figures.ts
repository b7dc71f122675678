import type { PerformanceFigures } from '@mockloop/analyzer';
import * as z from 'zod';

/** What a mock's log tells as a whole: the analysis of the admin API, without its groups and with the first of long lists. */
export interface LogFigures {
  readonly total_requests: number;
  /** Answers with a status of 400 or more. */
  readonly total_errors: number;
  /** From 0 to 1; absent without a request. */
  readonly error_rate?: number | undefined;
  readonly success_rate?: number | undefined;
  readonly time_range?:
    | {
        readonly earliest: string;
        readonly latest: string;
        readonly duration_seconds: number;
        readonly requests_per_second?: number | undefined;
      }
    | undefined;
  /** In milliseconds; absent without a request. Percentiles are within 1 %. */
  readonly performance?: ResponseTimes | undefined;
  readonly methods: Readonly<Record<string, number>>;
  readonly status_codes: Readonly<Record<string, number>>;
  readonly endpoints: {
    readonly total_unique_endpoints: number;
    readonly most_accessed: readonly EndpointLine[];
    readonly slowest: readonly EndpointLine[];
    readonly most_failing: readonly EndpointLine[];
  };
  /** What stands out, in sentences. */
  readonly insights: readonly string[];
}

type ResponseTimes = Pick<
  PerformanceFigures,
  'average_ms' | 'min_ms' | 'max_ms' | 'p50_ms' | 'p90_ms' | 'p95_ms' | 'p99_ms'
>;

interface EndpointLine {
  /** `GET /pets/{petId}` */
  readonly endpoint: string;
  readonly requests: number;
  readonly errors: number;
  readonly p95_ms?: number | undefined;
}

const times = {
  average_ms: z.number(),
  min_ms: z.number(),
  max_ms: z.number(),
  p50_ms: z.number(),
  p90_ms: z.number(),
  p95_ms: z.number(),
  p99_ms: z.number(),
};
const shared = {
  total_requests: z.number(),
  total_errors: z.number(),
  error_rate: z.number().optional(),
  success_rate: z.number().optional(),
  time_range: z
    .object({
      earliest: z.string(),
      latest: z.string(),
      duration_seconds: z.number(),
      requests_per_second: z.number().optional(),
    })
    .optional(),
  performance: z.object(times).optional(),
};
const counts = z.record(z.string(), z.number());
const lines = z.array(
  z.object({ endpoint: z.string(), requests: z.number(), errors: z.number(), p95_ms: z.number().optional() }),
);

export const logFiguresSchema: z.ZodType<LogFigures> = z.object({
  ...shared,
  methods: counts,
  status_codes: counts,
  endpoints: z.object({
    total_unique_endpoints: z.number(),
    most_accessed: lines,
    slowest: lines,
    most_failing: lines,
  }),
  insights: z.array(z.string()),
});

const keyFigures = z.array(
  z.object({
    key: z.string(),
    total_requests: z.number(),
    total_errors: z.number(),
    performance: z.object({ p95_ms: z.number() }).optional(),
  }),
);
const distribution = z.object({ distribution: counts });

/** What is used of `GET /api/logs/analyze`. */
const analysisSchema = z.object({
  ...shared,
  methods: distribution,
  status_codes: distribution,
  endpoints: z.object({
    total_unique_endpoints: z.number(),
    most_accessed: keyFigures,
    slowest: keyFigures,
    most_failing: keyFigures,
  }),
  insights: z.array(z.string()),
});

/** Reads the analysis of the admin API. */
export const figuresOfAnalysis: z.ZodType<LogFigures> = analysisSchema.transform(
  ({ methods, status_codes, endpoints, ...rest }) => ({
    ...rest,
    methods: firstOf(methods.distribution),
    status_codes: firstOf(status_codes.distribution),
    endpoints: {
      total_unique_endpoints: endpoints.total_unique_endpoints,
      most_accessed: endpoints.most_accessed.map(toLine),
      slowest: endpoints.slowest.map(toLine),
      most_failing: endpoints.most_failing.map(toLine),
    },
  }),
);

/** Methods may be anything that somebody sent. */
const MAX_KEYS = 50;

/** The most frequent come first. `fromEntries` defines properties, also `__proto__`. */
function firstOf(counts: Readonly<Record<string, number>>): Record<string, number> {
  const ordered = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return Object.fromEntries(ordered.slice(0, MAX_KEYS));
}

function toLine(figures: z.output<typeof keyFigures>[number]): EndpointLine {
  const { key, total_requests: requests, total_errors: errors, performance } = figures;
  return { endpoint: key, requests, errors, p95_ms: performance?.p95_ms };
}
