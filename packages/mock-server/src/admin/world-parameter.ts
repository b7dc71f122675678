import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { World } from '../worlds/world.ts';
import { DEFAULT_WORLD, type Worlds } from '../worlds/worlds.ts';
import { AdminProblem } from './admin-problem.ts';

const HEADER = 'x-mockloop-world';

/** The query of a route that reads or changes what one world holds; other parameters extend it. */
export const worldQuery: z.ZodObject<{ world: z.ZodOptional<z.ZodString> }, z.core.$strict> = z.strictObject({
  world: z
    .string()
    .min(1)
    .optional()
    .openapi({ description: 'The name of a world. Default: X-MockLoop-World, else the default world.' }),
});

/** The header of such a route. */
export const worldHeader: z.ZodObject<{ 'x-mockloop-world': z.ZodOptional<z.ZodString> }> = z.object({
  [HEADER]: z.string().optional().openapi({ description: 'The name of a world, where the query names none.' }),
});

/** @throws {AdminProblem} `NOT_FOUND` when there is no such world: reading makes none. */
export function worldToRead(worlds: Worlds, context: Context): World {
  const id = nameOf(context);
  if (worlds.has(id)) return worlds.named(id);
  throw new AdminProblem(
    'NOT_FOUND',
    `There is no world ${JSON.stringify(id)}. It is made when a request first names it, or by POST /api/worlds.`,
  );
}

/**
 * The world to change, made now where there is none.
 *
 * @throws {WorldError} `INVALID_ID`, `TOO_MANY_WORLDS`
 */
export function worldToChange(worlds: Worlds, context: Context): World {
  return worlds.named(nameOf(context));
}

function nameOf({ req }: Context): string {
  return req.query('world') ?? (req.header(HEADER) || DEFAULT_WORLD);
}
