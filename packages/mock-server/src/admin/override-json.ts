import { z } from '@hono/zod-openapi';
import type { Respond, Scenario } from '@mockloop/scenarios';

/** An answer that was set for single operations or paths. */
export interface OverrideJson {
  readonly name: string;
  readonly rules: Scenario['rules'];
}

export const overrideSchema: z.ZodType<OverrideJson> = z
  .object({
    name: z.string().openapi({ example: 'GET /pets/{petId}' }),
    rules: z.custom<Scenario['rules']>(Array.isArray).openapi({ type: 'array', items: { type: 'object' } }),
  })
  .openapi('Override');

/** `method` and `endpoint` of an update: what it is for. */
export interface UpdateTarget {
  readonly method: string;
  readonly endpoint: string;
}

export interface UpdateBody extends UpdateTarget {
  readonly new_response: Respond;
  readonly scenario_name?: string | undefined;
}

const respondShape = {
  status: z.number().int().optional().openapi({ description: 'Default: that of the document.', example: 503 }),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional().openapi({ description: 'Any JSON value. Absent: the body of the document’s response.' }),
  example: z.string().optional().openapi({ description: 'The name of an example of the document’s response.' }),
  template: z.unknown().optional().openapi({ description: 'A body with `{{ expressions }}` in its texts.' }),
};

export const updateSchema: z.ZodType<UpdateBody> = z
  .strictObject({
    endpoint: z
      .string()
      .regex(/^\//, 'Expected a path template or a path, beginning with /')
      .openapi({ example: '/pets/{petId}' }),
    method: z
      .string()
      .regex(/^[!#$%&'*+.^_`|~\w-]{1,40}$/, 'Expected a method such as GET')
      .openapi({ example: 'GET' }),
    new_response: z.strictObject(respondShape),
    scenario_name: z
      .string()
      .min(1)
      .optional()
      .openapi({ description: 'Change this scenario instead, made where it is missing.' }),
  })
  .openapi('MockDataUpdate') as z.ZodType<UpdateBody>;
