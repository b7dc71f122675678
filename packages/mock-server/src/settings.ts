import type { Delay } from '@mockloop/scenarios';

/** How a mock behaves. */
export interface MockSettings {
  /** What everything random is drawn from. Same seed and same request, same bytes. Default `''`. */
  readonly seed?: string | undefined;
  /** Generates every body anew from its schema and the request, instead of serving examples. Default `false`. */
  readonly dynamic?: boolean | undefined;
  /** Refuses invalid requests with problem details also where the document has a response of its own for that. Default `false`. */
  readonly errors?: boolean | undefined;
  /** `strict` refuses invalid requests, `warn` answers them and says so in `sl-violations`, `off` does not look. Default `strict`. */
  readonly validate?: 'strict' | 'warn' | 'off' | undefined;
  /** `on`: any well-formed credential satisfies its scheme. `strict`: only the mock's own. `off`: none is needed. Default `on`. */
  readonly auth?: 'on' | 'strict' | 'off' | undefined;
  /** Whether pages of other origins may call the mock. Default `true`. */
  readonly cors?: boolean | undefined;
  /** Larger request bodies are refused with 413. Default 10 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** How long every answer is held back. Default: not at all. */
  readonly latency?: Delay | undefined;
  /** How many worlds there may be beside the default one. Default 10,000. */
  readonly maxWorlds?: number | undefined;
  /** A world that nobody named for so long may be dropped when another needs room, in milliseconds. Default one hour. */
  readonly worldIdleMs?: number | undefined;
  /** What one world may store and remember, in bytes of JSON; all but the default one together four times that. Default 64 MiB. */
  readonly maxWorldBytes?: number | undefined;
  /** Told, once each, of schemas that nothing can satisfy and examples that break their schema. */
  readonly onProblem?: ((message: string) => void) | undefined;
}

/** Settings with nothing left open. */
export type ResolvedSettings = { readonly [Name in keyof MockSettings]-?: NonNullable<MockSettings[Name]> };

export function resolveSettings(settings: MockSettings): ResolvedSettings {
  const {
    seed = '',
    dynamic = false,
    errors = false,
    validate = 'strict',
    auth = 'on',
    cors = true,
    maxBodyBytes = 10 * 1024 * 1024,
    latency = 0,
    maxWorlds = 10_000,
    worldIdleMs = 3_600_000,
    maxWorldBytes = 64 * 1024 * 1024,
    onProblem = () => {},
  } = settings;
  return {
    seed,
    dynamic,
    errors,
    validate,
    auth,
    cors,
    maxBodyBytes,
    latency,
    maxWorlds,
    worldIdleMs,
    maxWorldBytes,
    onProblem,
  };
}
