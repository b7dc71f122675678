import type { CompareAnswersOptions } from '@mockloop/analyzer';
import type { ApiDocument } from '@mockloop/spec-parser';
import { compareServers, type GivenIdentity } from '@mockloop/test-runner';
import * as z from 'zod';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { AnswerDifferences } from './answer-differences.ts';

/** As `comparison_config` has it. */
const configSchema = z.strictObject({
  ignore_fields: z.array(z.string()).optional(),
  tolerance: z
    .union([
      z.number().min(0),
      z.strictObject({
        relative: z.number().min(0).optional(),
        absolute: z.number().min(0).optional(),
        per_path: z.record(z.string(), z.number().min(0)).optional(),
        time_ms: z.number().min(0).optional(),
      }),
    ])
    .optional(),
  /** What absolute differences of numbers was called before. */
  numeric_variance: z.number().min(0).optional(),
  strict_arrays: z.boolean().optional(),
  compare_headers: z.union([z.boolean(), z.array(z.string())]).optional(),
});

export interface LiveComparison {
  readonly document: ApiDocument;
  readonly mockUrl: string;
  readonly liveUrl: string;
  readonly mode: 'proxy' | 'hybrid';
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly identities: readonly GivenIdentity[] | undefined;
}

/** Operations whose differences are told. */
const MAX_OPERATIONS = 50;

/** @throws {MockLoopError} `INVALID_ARGUMENTS` for a `comparison_config` that means nothing. */
export async function compareWithLive(
  live: LiveComparison,
  { testHosts, signal }: ToolContext,
): Promise<AnswerDifferences> {
  const { compared, equal, operations } = await compareServers(live.document, {
    mockUrl: live.mockUrl,
    liveUrl: live.liveUrl,
    requests: live.mode === 'proxy' ? 'all' : 'safe',
    identities: live.identities,
    allowedHosts: testHosts,
    signal,
    comparison: readComparison(live.config),
  });
  return {
    compared,
    equal,
    operations: operations.slice(0, MAX_OPERATIONS).map(({ operation, differences, patch }) => ({
      operation,
      differences: differences.map(({ pointer, kind, severity, expected, actual }) => ({
        pointer,
        kind,
        severity,
        expected,
        actual,
      })),
      patch: patch.map((one) => ({ ...one })),
    })),
  };
}

/** @throws {MockLoopError} `INVALID_ARGUMENTS` */
export function readComparison(
  config: Readonly<Record<string, unknown>> = {},
): Omit<CompareAnswersOptions, 'volatile' | 'schemaAt'> {
  const { data, error } = configSchema.safeParse(config);
  if (data === undefined)
    throw new MockLoopError('INVALID_ARGUMENTS', 'The comparison cannot be made so.', {
      problems: error.issues.map(({ path, message }) => ({
        pointer: `/comparison_config${path.map((step) => `/${String(step)}`).join('')}`,
        detail: message,
      })),
    });
  const { tolerance, numeric_variance: variance } = data;
  const given = typeof tolerance === 'number' ? { relative: tolerance } : tolerance;
  return {
    ignoreFields: data.ignore_fields,
    tolerance: {
      relative: given?.relative,
      absolute: given?.absolute ?? variance,
      perPath: given?.per_path,
      timeMs: given?.time_ms,
    },
    strictArrays: data.strict_arrays,
    compareHeaders: data.compare_headers,
  };
}
