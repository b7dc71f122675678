/** The bytes of a body as JSON can hold them. */
export type TestBody = { readonly text: string } | { readonly base64: string };

/** A request as plain data: it can be stored, shown, and sent again to the byte. It holds no credentials. */
export interface TestRequest {
  readonly method: string;
  /** Path and query as they go into the request line, below the URL of the server. Starts with `/`. */
  readonly target: string;
  /** In the order in which they are sent, `Content-Type` included. What the transport writes (`Host`, `Content-Length`) is absent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: TestBody | undefined;
  /** Whose credentials are added when it is sent: the name of an identity. `anonymous`: nobody's. */
  readonly identity: string;
}
