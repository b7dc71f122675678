import { z } from '@hono/zod-openapi';
import { FIELD_VALUE } from '../../response-headers.ts';
import { recordOf } from './record-of.ts';
import { type RequestPattern, requestPatternSchema } from './request-pattern.ts';

/** A stub as WireMock's clients write it: <https://wiremock.org/docs/stubbing/>. */
export interface StubMapping {
  readonly id: string;
  readonly name?: string | undefined;
  /** 1 is asked first. Default 5. */
  readonly priority?: number | undefined;
  readonly request: RequestPattern;
  readonly response: StubResponse;
  readonly scenarioName?: string | undefined;
  readonly requiredScenarioState?: string | undefined;
  readonly newScenarioState?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

export interface StubResponse {
  /** Default 200. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly body?: string | undefined;
  readonly jsonBody?: unknown;
  readonly base64Body?: string | undefined;
  readonly fixedDelayMilliseconds?: number | undefined;
  readonly delayDistribution?: DelayDistribution | undefined;
  readonly chunkedDribbleDelay?: { readonly numberOfChunks: number; readonly totalDuration: number } | undefined;
  readonly fault?: StubFault | undefined;
}

export type DelayDistribution =
  | { readonly type: 'fixed'; readonly milliseconds: number }
  | { readonly type: 'uniform'; readonly lower: number; readonly upper: number }
  | { readonly type: 'lognormal'; readonly median: number; readonly sigma: number };

export type StubFault =
  | 'EMPTY_RESPONSE'
  | 'MALFORMED_RESPONSE_CHUNK'
  | 'RANDOM_DATA_THEN_CLOSE'
  | 'CONNECTION_RESET_BY_PEER';

/** RFC 9110 §5.6.2. */
const fieldName = z.string().regex(/^[!#$%&'*+.^_`|~\w-]+$/);
const fieldValue = z.string().regex(FIELD_VALUE, 'A header field cannot carry this value.');
const milliseconds = z.number().min(0).max(3_600_000);
const responseSchema = z.strictObject({
  status: z.number().int().min(200).max(599).optional(),
  // Clients ignore it (RFC 9112 §4); HTTP/2 has none.
  statusMessage: z.string().optional(),
  headers: recordOf(z.union([fieldValue, z.array(fieldValue)]), fieldName).optional(),
  body: z.string().optional(),
  jsonBody: z.unknown().optional(),
  base64Body: z.base64().optional(),
  fixedDelayMilliseconds: milliseconds.optional(),
  delayDistribution: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('fixed'), milliseconds }),
      z.strictObject({ type: z.literal('uniform'), lower: milliseconds, upper: milliseconds }),
      z.strictObject({ type: z.literal('lognormal'), median: milliseconds, sigma: z.number().min(0).max(10) }),
    ])
    .optional(),
  chunkedDribbleDelay: z
    .strictObject({ numberOfChunks: z.number().int().min(1), totalDuration: milliseconds.min(1) })
    .optional(),
  fault: z
    .enum(['EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE', 'CONNECTION_RESET_BY_PEER'])
    .optional(),
  transformers: z.array(z.never('The mock runs no transformers. Use a scenario with a template instead.')).optional(),
});

/** As a client sends it: its id may be left to the mock, and is also read from `uuid`. */
export const stubMappingSchema: z.ZodType<
  Omit<StubMapping, 'id'> & { id?: string | undefined; uuid?: string | undefined }
> = z.strictObject({
  id: z.uuid().optional(),
  uuid: z.uuid().optional(),
  name: z.string().optional(),
  priority: z.number().int().min(1).optional(),
  request: requestPatternSchema.default({}),
  response: responseSchema.default({}),
  scenarioName: z.string().optional(),
  requiredScenarioState: z.string().optional(),
  newScenarioState: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  persistent: z.boolean().optional(),
  insertionIndex: z.number().optional(),
});

/** As clients read it: by either name of its id. */
export function written(mapping: StubMapping): StubMapping & { readonly uuid: string } {
  return { ...mapping, uuid: mapping.id };
}
