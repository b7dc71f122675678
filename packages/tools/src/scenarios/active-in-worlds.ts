import * as z from 'zod';
import type { MockConnection } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';

/** The worlds beside the default one in which a scenario is in force. */
export interface ActiveInWorlds {
  readonly active: readonly { readonly world: string; readonly scenario: string }[];
  /** How many worlds there are, the default one included. */
  readonly total: number;
}

/** Those that were used last. */
const MAX_WORLDS = 50;

const pageSchema = z.object({ worlds: z.array(z.object({ id: z.string() })), total_count: z.number() });
const worldSchema = z.object({ active_scenario: z.string().nullable() });

export async function activeInWorlds(mock: MockConnection): Promise<ActiveInWorlds> {
  // The first one is the default world.
  const { worlds, total_count } = await mock.json(`/api/worlds?limit=${MAX_WORLDS + 1}`, pageSchema);
  const others = worlds.filter(({ id }) => id !== 'default').slice(0, MAX_WORLDS);
  const scenarios = await Promise.all(others.map(({ id }) => activeIn(id, mock)));
  const active = others.flatMap(({ id }, index) => {
    const scenario = scenarios[index] ?? null;
    return scenario === null ? [] : [{ world: id, scenario }];
  });
  return { active, total: total_count };
}

async function activeIn(world: string, mock: MockConnection): Promise<string | null> {
  try {
    const state = await mock.json(`/api/worlds/${encodeURIComponent(world)}`, worldSchema);
    return state.active_scenario;
  } catch (error) {
    // It was dropped meanwhile.
    if (error instanceof MockLoopError && error.code === 'REFUSED') return null;
    throw error;
  }
}
