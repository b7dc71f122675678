import type { CacheHint } from '@modelcontextprotocol/server';

/** For what does not change while a server runs. Private, because headers may narrow a list. */
export const FIXED: CacheHint = { ttlMs: 300_000, cacheScope: 'private' };
