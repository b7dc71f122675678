import * as z from 'zod';
import { inlineText } from '../inline-text.ts';

/**
 * A scenario in either of its shapes. What is in it is the scenario package's to judge, which says more than a schema can
 * and where.
 */
export const scenarioArgument: z.ZodType<Readonly<Record<string, unknown>>, object> = z.looseObject({});

/** Something that is wrong with a scenario, or odd about it. */
export interface ScenarioFinding {
  /** Stable, upper case, e.g. `OPERATION_UNKNOWN`. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the scenario as it was given. */
  readonly pointer: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

export const scenarioFinding: z.ZodType<ScenarioFinding> = z.object({
  code: z.string(),
  pointer: z.string(),
  message: z.string(),
  advice: z.string(),
});

/** One finding as a line that a model reads. */
export function findingLine({ pointer, message, advice }: ScenarioFinding): string {
  return inlineText(`${pointer === '' ? 'as a whole' : pointer}: ${message} ${advice}`, 500);
}
