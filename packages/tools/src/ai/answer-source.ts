import * as z from 'zod';

/** Who gave an answer. */
export interface AnswerSource {
  /** `sampled`: the caller's own model refined it, and it was checked. */
  readonly source: 'computed' | 'sampled';
  /** Why it is the computed answer although a model was asked for. */
  readonly note?: string | undefined;
}

/** The same in the words of an output schema. */
export const sourceFields: {
  readonly source: z.ZodEnum<{ computed: 'computed'; sampled: 'sampled' }>;
  readonly note: z.ZodOptional<z.ZodString>;
} = { source: z.enum(['computed', 'sampled']), note: z.string().optional() };
