import { setTimeout as delay } from 'node:timers/promises';
import type { TestExchange } from '../model/exchange.ts';
import type { TestRequest } from '../model/test-request.ts';
import type { CaseKind } from './case-kind.ts';
import type { Noticed } from './case-run.ts';
import type { SentByCase } from './execute-case.ts';
import { type Suspect, suspects } from './suspects.ts';
import type { Transport } from './transport.ts';

/** A safe request that succeeds as long as the server is well. */
export interface Canary {
  readonly request: TestRequest;
  readonly operation: string;
}

export interface GuardOptions {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** How long a server that is gone may take to come back, in milliseconds. */
  readonly recoveryMs: number;
  /** Key of an operation → it does harm. */
  readonly isRisky: (operation: string) => boolean;
  /** Logs everybody in again; whether that was possible. */
  readonly renew: () => Promise<boolean>;
  /** Carries a case out again, past the gate of the transport. */
  readonly replay: (sent: SentByCase) => Promise<readonly TestExchange[]>;
  readonly now: () => number;
}

export type CollapseCheck = 'server-crashed' | 'server-stopped-answering' | 'state-collapsed';

/** What the run, or something that it sent, has done to the server. */
export interface Collapse {
  readonly check: CollapseCheck;
  /** Whether the server answers as before again. */
  readonly isOver: boolean;
  /** Whose repetition did it again, or else who did it most likely, first. */
  readonly suspects: readonly Suspect[];
  readonly isProven: boolean;
  /** What the canary got. */
  readonly exchange: TestExchange;
}

const CHECK_AFTER = 50;
const MAX_CANARIES = 2;
const MAX_REPLAYED = 12;
const PAUSES_MS = [100, 250, 500, 1_000, 1_500, 2_000];

/** Notices when the run has broken the server, and finds out which request did it. */
export class Guard {
  readonly #options: GuardOptions;
  #canaries: readonly Canary[] = [];
  #window: SentByCase[] = [];
  #wellAt: number;
  #tainted: { readonly from: number; readonly to: number }[] = [];
  #checking: Promise<Collapse | undefined> | undefined;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#wellAt = options.now();
  }

  /** Uses a request that succeeded for watching, unless enough are known. One for each identity. */
  watch(canary: Canary): void {
    const isKnown = this.#canaries.some(({ request }) => request.identity === canary.request.identity);
    if (!isKnown && this.#canaries.length < MAX_CANARIES) this.#canaries = [...this.#canaries, canary];
  }

  get canaries(): readonly Canary[] {
    return this.#canaries;
  }

  note(sent: SentByCase): void {
    this.#window.push(sent);
  }

  /** Looks after the server, where there is reason to. What it finds is told once, to one of those who wait. */
  async look(kind: CaseKind | undefined): Promise<Collapse | undefined> {
    if (this.#checking !== undefined) {
      await this.#checking;
      return undefined;
    }
    if (!this.#hasReason(kind)) return undefined;
    this.#checking = this.#options.transport.alone(() => this.#examine());
    try {
      return await this.#checking;
    } finally {
      this.#checking = undefined;
    }
  }

  /** Whether something was noticed while the server was not well, and may be due to that alone. */
  isUnfit({ evidence }: Noticed): boolean {
    return evidence.some(
      (exchange) =>
        looksBroken(exchange) &&
        this.#tainted.some(({ from, to }) => exchange.startedAt >= from && exchange.startedAt <= to),
    );
  }

  #hasReason(kind: CaseKind | undefined): boolean {
    const recent = this.#window;
    if (kind === undefined || recent.length >= CHECK_AFTER) return recent.length > 0;
    if (recent.some(({ exchange }) => isAlarming(exchange))) return true;
    return recent.some(
      ({ operation, exchange }) =>
        operation !== undefined && this.#options.isRisky(operation) && (exchange.response?.status ?? 500) < 300,
    );
  }

  async #examine(): Promise<Collapse | undefined> {
    const failing = await this.#failing();
    if (failing === undefined || (await this.#failing()) === undefined) return this.#isWell();
    const isUnauthorized = [401, 403].includes(failing.response?.status ?? 0);
    if (isUnauthorized && (await this.#options.renew()) && (await this.#failing()) === undefined) {
      this.#taint();
      return this.#isWell();
    }
    return this.#investigate(failing);
  }

  #isWell(): undefined {
    this.#window = [];
    this.#wellAt = this.#options.now();
    return undefined;
  }

  #taint(): void {
    this.#tainted.push({ from: this.#wellAt, to: this.#options.now() });
  }

  async #investigate(failing: TestExchange): Promise<Collapse> {
    const check = checkOf(failing);
    const seen = this.#window;
    const suspected = suspects(seen, failing);
    const isOver = await this.#recovers();
    this.#taint();
    if (!isOver) return { check, isOver, suspects: suspected, isProven: false, exchange: failing };
    for (const suspect of suspected.slice(0, MAX_REPLAYED)) {
      const exchanges = await this.#options.replay(suspect);
      const again = await this.#failing();
      if (again === undefined || (await this.#failing()) === undefined) continue;
      const isOverAgain = await this.#recovers();
      this.#taint();
      if (isOverAgain) this.#isWell();
      const proven = { ...suspect, exchange: exchanges.findLast(isAlarming) ?? exchanges.at(-1) ?? suspect.exchange };
      return { check: checkOf(again), isOver: isOverAgain, suspects: [proven], isProven: true, exchange: again };
    }
    this.#isWell();
    return { check, isOver, suspects: suspected, isProven: false, exchange: failing };
  }

  /** Waits for the server to be as it was. */
  async #recovers(): Promise<boolean> {
    const { now, recoveryMs, signal } = this.#options;
    const until = now() + recoveryMs;
    for (let index = 0; now() < until; index += 1) {
      await delay(PAUSES_MS[index] ?? 2_000, undefined, { signal });
      const failing = await this.#failing();
      if (failing === undefined) return true;
      if (failing.response?.status === 401 && (await this.#options.renew()) && (await this.#failing()) === undefined)
        return true;
    }
    return false;
  }

  /** What a canary got, where none of them succeeds. */
  async #failing(): Promise<TestExchange | undefined> {
    let failing: TestExchange | undefined;
    for (const { request, operation } of this.#canaries) {
      const { transport, timeoutMs } = this.#options;
      const exchange = await transport.sendOnce(request, { operation, timeoutMs });
      if (isSuccess(exchange)) return undefined;
      failing ??= exchange;
    }
    if (this.#canaries.length > 0) return failing;
    // Nothing is known to succeed: that there is an answer at all has to do.
    const request: TestRequest = { method: 'GET', target: '/', headers: [], identity: 'anonymous' };
    const exchange = await this.#options.transport.sendOnce(request, { timeoutMs: this.#options.timeoutMs });
    return exchange.response === undefined ? exchange : undefined;
  }
}

function checkOf({ failure }: TestExchange): CollapseCheck {
  if (failure === undefined) return 'state-collapsed';
  return failure.kind === 'timeout' ? 'server-stopped-answering' : 'server-crashed';
}

function isSuccess({ response }: TestExchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** It may be that nobody is there any more. */
function isAlarming({ failure }: TestExchange): boolean {
  return failure !== undefined && ['unreachable', 'reset', 'timeout'].includes(failure.kind);
}

/** A server that is out of order answers like this, whatever it is asked. */
function looksBroken({ response }: TestExchange): boolean {
  return response === undefined || response.status >= 500 || response.status === 401 || response.status === 403;
}
