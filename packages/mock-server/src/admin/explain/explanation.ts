import { z } from '@hono/zod-openapi';

/** Why a logged request got the answer that it got. */
export interface Explanation {
  readonly id: string;
  /** All of it in one sentence, for people. */
  readonly summary: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly status: number;
    readonly time: string;
    readonly response_time_ms: number;
  };
  readonly world: string;
  readonly scenario?: string | undefined;
  readonly answered_by: Reason;
  readonly operation: ReachedOperation;
  readonly checks: readonly Check[];
  /** What the request asked for by `Prefer` and its like. */
  readonly preferences: Readonly<Record<string, string>>;
  /** In the order in which they are asked. */
  readonly responders: readonly Responder[];
  /** How the document came to this answer. Absent where something else gave it. */
  readonly choice?: Choice | undefined;
  readonly alternatives: Alternatives;
}

export interface Reason {
  readonly by: string;
  readonly why: string;
}

export interface ReachedOperation {
  readonly matched: boolean;
  readonly why: string;
  readonly key?: string | undefined;
  readonly operation_id?: string | undefined;
  /** JSON Pointer into the document. */
  readonly pointer?: string | undefined;
  readonly path_parameters?: Readonly<Record<string, string>> | undefined;
}

export interface Check {
  readonly check: 'security' | 'parameters' | 'body';
  /** `unknown`: the log does not tell. */
  readonly result: 'passed' | 'failed' | 'not_needed' | 'off' | 'unknown';
  readonly why?: string | undefined;
  readonly violations: readonly Violation[];
}

interface Violation {
  readonly location: readonly string[];
  readonly code: string;
  readonly message: string;
}

export interface Responder {
  readonly name: 'override' | 'scenario' | 'handler' | 'storage' | 'document';
  readonly outcome: 'answered' | 'passed' | 'not_asked';
  readonly why: string;
}

export interface Choice {
  readonly status: ChosenPart;
  readonly media_type?: ChosenPart | undefined;
  readonly body: ChosenPart;
}

export interface ChosenPart {
  readonly value: string;
  readonly why: string;
}

export interface Alternatives {
  /** What else the operation can answer, and how to ask for it. */
  readonly responses: readonly ResponseAlternative[];
  /** Operations that may have been meant, the nearest first. */
  readonly operations: readonly { readonly key: string; readonly operation_id?: string | undefined }[];
  /** Methods that the path has. */
  readonly allowed_methods: readonly string[];
  /** Rules that would take the request if one condition of theirs were met. */
  readonly near_misses: readonly NearMiss[];
}

export interface ResponseAlternative {
  readonly status: string;
  readonly media_type?: string | undefined;
  readonly example?: string | undefined;
  /** The value of a `Prefer` field that asks for it. */
  readonly prefer: string;
}

export interface NearMiss {
  readonly kind: 'override' | 'scenario';
  readonly name: string;
  /** From 0. */
  readonly rule: number;
  /** JSON Pointer into the rule. */
  readonly condition: string;
  readonly why: string;
}

const texts = z.record(z.string(), z.string());
const reason = z.object({ by: z.string().openapi({ example: 'document' }), why: z.string() });
const part = z.object({ value: z.string(), why: z.string() });

const operation = z.object({
  matched: z.boolean(),
  why: z.string(),
  key: z.string().optional().openapi({ example: 'GET /pets/{petId}' }),
  operation_id: z.string().optional(),
  pointer: z.string().optional().openapi({ description: 'JSON Pointer into the document.' }),
  path_parameters: texts.optional(),
});
const check = z.object({
  check: z.enum(['security', 'parameters', 'body']),
  result: z
    .enum(['passed', 'failed', 'not_needed', 'off', 'unknown'])
    .openapi({ description: '`unknown`: the log does not tell.' }),
  why: z.string().optional(),
  violations: z.array(z.object({ location: z.array(z.string()), code: z.string(), message: z.string() })),
});
const alternatives = z.object({
  responses: z
    .array(
      z.object({
        status: z.string(),
        media_type: z.string().optional(),
        example: z.string().optional(),
        prefer: z.string().openapi({ example: 'code=404', description: 'The `Prefer` field that asks for it.' }),
      }),
    )
    .openapi({ description: 'What else the operation can answer, and how to ask for it.' }),
  operations: z
    .array(z.object({ key: z.string(), operation_id: z.string().optional() }))
    .openapi({ description: 'Operations that may have been meant, the nearest first.' }),
  allowed_methods: z.array(z.string()),
  near_misses: z
    .array(
      z.object({
        kind: z.enum(['override', 'scenario']),
        name: z.string(),
        rule: z.number().int().openapi({ description: 'From 0.' }),
        condition: z.string().openapi({ description: 'JSON Pointer into the rule.', example: '/match/query/status' }),
        why: z.string(),
      }),
    )
    .openapi({ description: 'Rules that would take the request if one condition of theirs were met.' }),
});

export const explanationSchema: z.ZodType<Explanation> = z
  .object({
    id: z.string(),
    summary: z.string().openapi({ description: 'All of it in one sentence.' }),
    request: z.object({
      method: z.string(),
      path: z.string(),
      query: z.string(),
      status: z.number().int(),
      time: z.iso.datetime(),
      response_time_ms: z.number(),
    }),
    world: z.string(),
    scenario: z.string().optional(),
    answered_by: reason,
    operation,
    checks: z.array(check),
    preferences: texts.openapi({ description: 'What the request asked for by `Prefer` and its like.' }),
    responders: z
      .array(
        z.object({
          name: z.enum(['override', 'scenario', 'handler', 'storage', 'document']),
          outcome: z.enum(['answered', 'passed', 'not_asked']),
          why: z.string(),
        }),
      )
      .openapi({ description: 'In the order in which they are asked.' }),
    choice: z
      .object({ status: part, media_type: part.optional(), body: part })
      .optional()
      .openapi({ description: 'How the document came to this answer. Absent where something else gave it.' }),
    alternatives,
  })
  .openapi('Explanation');
