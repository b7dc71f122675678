import type { Scenario } from '@mockloop/scenarios';
import * as z from 'zod';

/** A scenario in the words of an output schema. What it holds, `scenario.schema.json` says, which is what it was checked with. */
export const scenarioField = z.looseObject({
  name: z.string(),
  type: z.string(),
  rules: z.array(z.looseObject({})),
}) as unknown as z.ZodType<Scenario, Scenario>;
