/** Somebody whose credentials the caller has. One of `headers`, `query`, `cookies`, `credentials`, `token` and `login` says what they are. */
export interface GivenIdentity {
  /** `a`, `b`, `privileged`, or another name; requests are sent as `a` unless a case needs others. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: Readonly<Record<string, string>> | undefined;
  /** By name of the document's security scheme; `user:password` for Basic. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  /** For the security scheme that most operations ask for. */
  readonly token?: string | undefined;
  /** What to log in with: key or id of the operation, and its body. */
  readonly login?: { readonly operation: string; readonly body: unknown } | undefined;
}
