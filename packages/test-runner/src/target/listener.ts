/** A server of our own that records who calls it. */
export interface Listener {
  /** A URL below it that nobody can guess, ending in `token`. */
  url(token: string): string;
  /** Requests to that URL so far: method, headers, the body's first 64 KiB. Waits up to `waitMs` for the first one. */
  calls(token: string, waitMs: number): Promise<readonly ListenerCall[]>;
  /** What it answers there from now on. Default: 200 with an empty JSON object. */
  behave(token: string, behaviour: ListenerBehaviour): void;
}

export interface ListenerCall {
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** How the listener misbehaves as an upstream. `endless` stops after 64 MiB, `silent` and `slow` after 30 seconds. */
export type ListenerBehaviour =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: readonly (readonly [string, string])[];
      readonly body: string;
    }
  | { readonly kind: 'endless' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'redirect'; readonly to: string };
