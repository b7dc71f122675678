import type { Adapter } from './adapter.ts';
import { hono } from './servers/hono.ts';
import { mockloop } from './servers/mockloop.ts';
import { mockoon } from './servers/mockoon.ts';
import { plain } from './servers/plain.ts';
import { prism } from './servers/prism.ts';
import { scalar } from './servers/scalar.ts';

/** Everything that is measured, in the order of the tables. */
export const servers: readonly Adapter[] = [plain, hono, mockloop, prism, mockoon, scalar];
