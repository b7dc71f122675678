import * as z from 'zod';

/** What a mock says of itself. */
export interface MockAbout {
  /** Of MockLoop. */
  readonly version: string;
  /** ISO 8601. */
  readonly started_at: string;
  readonly pid: number;
  readonly stateful: boolean;
  /** In the default world; `null` for none. */
  readonly active_scenario: string | null;
  readonly document: {
    /** A path or URL; empty for a document that was given as text or object. */
    readonly file: string;
    readonly openapi: string;
    readonly title: string;
    readonly version: string;
    readonly operations: number;
  };
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What satisfies each security scheme, as it is sent. */
  readonly credentials: readonly { readonly scheme: string; readonly type: string; readonly example: string }[];
  readonly counters: { readonly requests: number; readonly in_flight: number; readonly invalid: number };
}

/** As both ports tell it to anybody. */
export interface MockIdentity {
  readonly pid: number;
  readonly started_at: string;
  readonly api_url?: string | undefined;
  readonly admin_url: string;
}

/** Where requests are sent to: no `data:` that answers itself. */
const serverUrl = z.url({ protocol: /^https?$/ });

export const identitySchema: z.ZodType<MockIdentity> = z.object({
  name: z.literal('MockLoop'),
  pid: z.number(),
  started_at: z.string(),
  api_url: serverUrl.optional(),
  admin_url: serverUrl,
});

export const aboutSchema: z.ZodType<MockAbout> = z.object({
  name: z.literal('MockLoop'),
  version: z.string(),
  started_at: z.string(),
  pid: z.number(),
  stateful: z.boolean(),
  active_scenario: z.string().nullable(),
  document: z.object({
    file: z.string(),
    openapi: z.string(),
    title: z.string(),
    version: z.string(),
    operations: z.number(),
  }),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  credentials: z.array(z.object({ scheme: z.string(), type: z.string(), example: z.string() })),
  counters: z.object({ requests: z.number(), in_flight: z.number(), invalid: z.number() }),
});
