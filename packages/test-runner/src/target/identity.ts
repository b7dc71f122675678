/** Somebody who sends requests. */
export interface Identity {
  /** `anonymous`, `a`, `b`, `privileged`, or a name of the caller's. */
  readonly name: string;
  /** Fields that its requests carry. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Query parameters that its requests carry. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Cookies that its requests carry. */
  readonly cookies: readonly (readonly [name: string, value: string])[];
  /** What must not appear in anything that leaves the run: each value above, and passwords. */
  readonly secrets: readonly string[];
  /** What it logged in with, where it registered itself or was given a login: for checks that try to log in. */
  readonly login?: { readonly operation: string; readonly body: unknown } | undefined;
}
