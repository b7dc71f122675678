import * as z from 'zod';

/** Ids of stored runs, or runs themselves; one or several. */
export type TestResults =
  | string
  | Readonly<Record<string, unknown>>
  | readonly (string | Readonly<Record<string, unknown>>)[];

const one = z.union([z.string().min(1).max(200), z.looseObject({})]);

/** Said to models as anything: the shape is checked in full. */
export const resultsField: z.ZodType<TestResults, TestResults> = z
  .unknown()
  .pipe(z.union([one, z.array(one).min(1).max(100)])) as unknown as z.ZodType<TestResults, TestResults>;
