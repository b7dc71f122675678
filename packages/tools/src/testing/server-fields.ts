import * as z from 'zod';

/**
 * Credentials of those who call an API under test, by name: `a` is the one that requests are sent as, `b` another of the same rank,
 * `privileged` one that may do more.
 */
export type TestAuth = Readonly<Record<string, IdentityArgument>>;

export interface IdentityArgument {
  /** For the security scheme that most operations ask for. */
  readonly token?: string | undefined;
  /** By name of the document's security scheme; `user:password` for Basic. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: Readonly<Record<string, string>> | undefined;
  /** It logs in with this body at this operation, e.g. `POST /login`. */
  readonly login?: { readonly operation: string; readonly body: Readonly<Record<string, unknown>> } | undefined;
}

const texts = z.record(z.string().max(200), z.string().max(8_000));

const identity = z.strictObject({
  token: z.string().max(8_000).optional(),
  credentials: texts.optional(),
  headers: texts.optional(),
  query: texts.optional(),
  cookies: texts.optional(),
  login: z.strictObject({ operation: z.string(), body: z.record(z.string(), z.unknown()) }).optional(),
});

/** Said in a few words to models: the shape is checked in full. */
export const authField: z.ZodType<TestAuth | undefined, TestAuth | undefined> = z
  .record(z.string().max(100), z.unknown())
  .pipe(
    z.record(z.string(), identity as z.ZodType<IdentityArgument, IdentityArgument>) as unknown as z.ZodType<
      TestAuth,
      TestAuth
    >,
  )
  .optional() as unknown as z.ZodType<TestAuth | undefined, TestAuth | undefined>;
