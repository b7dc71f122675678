import * as z from 'zod';
import { confirmed } from '../confirmed.ts';
import type { Doing, Done } from './mock-data-work.ts';

const resetSchema = z.object({ removed: z.object({ scenarios: z.number(), overrides: z.number() }) });

/** Puts a world of the mock back to how the mock started. */
export async function resetMock({ mock, args: { confirm = false }, world, context }: Doing): Promise<Done> {
  const where =
    world === undefined ? mock.about.document.title : `the world "${world}" of ${mock.about.document.title}`;
  await confirmed(`reset ${where}: its scenarios, changed answers and stored data`, confirm, context);
  const { removed } = await mock.json('/api/mock-data/reset', resetSchema, { method: 'POST', world });
  return {
    message: `It is as at the start: ${removed.scenarios} scenarios and ${removed.overrides} changed answers are gone, and what was stored. The log is kept.`,
    removed,
  };
}
