import { z } from '@hono/zod-openapi';
import type { AdminProblemName } from './admin-problem.ts';

const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:mockloop:problem:INVALID_REQUEST' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          detail: z.string(),
          pointer: z.string().optional(),
          in: z.string().optional(),
          name: z.string().optional(),
        }),
      )
      .optional(),
  })
  .openapi('Problem');

type ExpectedProblem = Extract<
  AdminProblemName,
  'INVALID_REQUEST' | 'NOT_FOUND' | 'CONFLICT' | 'CONTENT_TOO_LARGE' | 'INSUFFICIENT_STORAGE'
>;

const EXPECTED: Readonly<Record<ExpectedProblem, readonly [status: number, description: string]>> = {
  INVALID_REQUEST: [400, 'A parameter or the body is not valid; `errors` says which.'],
  NOT_FOUND: [404, 'There is no such thing; `detail` says what there is.'],
  CONFLICT: [409, 'The mock cannot do this now; `detail` says why.'],
  CONTENT_TOO_LARGE: [413, 'The body is too large.'],
  INSUFFICIENT_STORAGE: [507, 'The world, or the mock, has no room for this.'],
};

interface JsonContent<Schema extends z.ZodType> {
  description: string;
  content: { 'application/json': { schema: Schema } };
}

export function jsonContent<Schema extends z.ZodType>(schema: Schema, description: string): JsonContent<Schema> {
  return { description, content: { 'application/json': { schema } } };
}

interface ProblemContent {
  description: string;
  content: { 'application/problem+json': { schema: z.ZodType } };
}

/** The problems that any route may answer with, and those of one's own. */
export function problemResponses(...own: ExpectedProblem[]): Record<string, ProblemContent> {
  const content = { 'application/problem+json': { schema: problemSchema } };
  const named = ['INVALID_REQUEST' as const, ...own].map(
    (name) => [EXPECTED[name][0], { description: EXPECTED[name][1], content }] as const,
  );
  return {
    ...Object.fromEntries(named),
    401: { description: 'The token is missing or wrong.', content },
    403: { description: 'The request may come from another site.', content },
  };
}
