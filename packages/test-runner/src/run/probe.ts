import type { TestExchange } from '../model/exchange.ts';
import type { TestRequest } from '../model/test-request.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import type { Upstream } from '../security/upstream.ts';
import type { Identity } from '../target/identity.ts';
import type { Listener } from '../target/listener.ts';
import type { RunView } from './run-view.ts';

/** What one execution of a case works with. Everything that it sends is its evidence. */
export interface Probe extends RunView {
  /** From the case's seed and `attempt`: whatever is random in a case comes from it. */
  readonly seed: string;
  /** 0 at first, then 1, 2 … in repetitions: what must be new each time (names, addresses) differs. */
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** Sends a request and waits for what comes of it. Counts against the budget. Never throws for what the server does. */
  send(request: TestRequest, options?: SendOptions): Promise<TestExchange>;
  /**
   * Has an operation answer 2xx: with the request that worked before, or a new one; what its path needs is created first.
   * `undefined` where the API does not let us. What it creates is noted, and removed when the run ends where that is possible.
   */
  succeed(operation: string, options?: SucceedOptions): Promise<Success | undefined>;
  /** A server of our own on loopback, for what the server under test calls (SSRF, webhooks). Opened on first use. */
  listener(): Promise<Listener>;
  /**
   * Registers and logs in somebody new, whom nobody else needs: for what may lock, end or spoil an account. The identity can be sent as
   * by its name from then on, and has a `login`.
   *
   * @param extra Members that are sent with the registration beside what it needs.
   * @returns `undefined` where the API lets nobody register, or refuses these members. Absent: nobody can be registered at all.
   */
  freshIdentity?(extra?: Readonly<Record<string, unknown>>): Promise<Identity | undefined>;
  /** What the server under test gets its data from, where the caller has it in hand. */
  readonly upstream?: Upstream | undefined;
}

export interface SendOptions {
  /** Key of the operation that is called, for the checks of its answer. Default: that of the case. `null`: none; the answer is not checked. */
  readonly operation?: string | null | undefined;
  /** Default: that of the plan. */
  readonly timeoutMs?: number | undefined;
  /** Of the answer's body, unpacked. Default 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** It only prepares or cleans up: it is no evidence and is not checked. Default false. */
  readonly quiet?: boolean | undefined;
  /** A 429 or 503 is an answer like any other: for checks that provoke it. Default: the run waits, and sends it again once. */
  readonly asItIs?: boolean | undefined;
}

export interface SucceedOptions {
  /** Default: `mainIdentity`. */
  readonly identity?: string | undefined;
  /** What stands in the path, instead of something newly made. */
  readonly at?: Made | undefined;
  /** Parts to be used instead of those that worked before. */
  readonly parts?: Partial<RequestParts> | undefined;
  /** First tries a body with all members that the document has, not the simplest that worked. Default false. */
  readonly full?: boolean | undefined;
}

export interface Success {
  readonly request: TestRequest;
  readonly exchange: TestExchange;
  readonly parts: RequestParts;
  /** The answer's body, read as its media type says; `undefined` where it cannot be. */
  readonly value: unknown;
  /** What it created or stands for. */
  readonly made?: Made | undefined;
}

/** Something that the API keeps, and whose address is known. */
export interface Made {
  /** Name of the `Resource`. */
  readonly resource: string;
  readonly identity: string;
  /** Values of the parameters of its item's path, by name. Entries, since names may be anything. */
  readonly path: readonly (readonly [name: string, value: unknown])[];
}
