import type { ApiDocument } from '@mockloop/spec-parser';
import { PHASES, type Phase } from '../model/phase.ts';
import type { TestPlan } from '../model/test-plan.ts';
import type { TestRun } from '../model/test-run.ts';
import { type AllowedTarget, allowTarget } from '../target/allow-target.ts';
import { createHttpClient } from '../target/http-client.ts';
import { makeIdentity } from '../target/make-identity.ts';
import { type OpenListener, openListener } from '../target/open-listener.ts';
import { Accounts } from './accounts/accounts.ts';
import { findIdentities } from './accounts/find-identities.ts';
import type { CaseKind } from './case-kind.ts';
import { CASE_KINDS } from './case-kinds.ts';
import { type QueuedCase, queueCases } from './case-queue.ts';
import { cleanUp } from './clean-up.ts';
import { createKnowledge, type KnowledgeData } from './create-knowledge.ts';
import { ANONYMOUS, createView, type RunState } from './create-view.ts';
import { digestText } from './digest-text.ts';
import { executeCase, type SentByCase } from './execute-case.ts';
import { FindingStore } from './finding-store.ts';
import { Guard } from './guard.ts';
import { Ledger } from './ledger.ts';
import { shareOf } from './phase-shares.ts';
import { findCanaries, isMock, isStateful, knock } from './preflight.ts';
import { type BudgetLimit, RunBudget } from './run-budget.ts';
import { lookAfter, runCases } from './run-cases.ts';
import type { RunOptions } from './run-options.ts';
import { RunOverError } from './run-over-error.ts';
import type { RunSetting } from './run-setting.ts';
import type { RunView } from './run-view.ts';
import { type RunOutcome, toTestRun } from './to-test-run.ts';
import { Transport } from './transport.ts';

type Options = RunOptions & { readonly id: string };

/** Of a phase, for what has to come last in it, where there is something. */
const LAST_SHARE = 0.15;
const CLEAN_UP_MS = 5_000;
const CANARY_TIMEOUT_MS = 5_000;
const THROWAWAY = 'throwaway';

/** A run that is under way: owns its connections, its clock and its listener. */
export class ActiveRun implements AsyncDisposable {
  readonly #plan: TestPlan;
  readonly #options: Options;
  readonly #target: AllowedTarget;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #state: RunState;
  readonly #view: RunView;
  readonly #budget: RunBudget;
  readonly #ledger: Ledger;
  readonly #findings = new FindingStore();
  readonly #guard: Guard;
  readonly #accounts: Accounts;
  readonly #transport: Transport;
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #setting: RunSetting;
  readonly #reads = new Map<string, KnowledgeData>();
  readonly #close: (() => Promise<void>)[] = [];
  #listener: Promise<OpenListener> | undefined;
  #cases = 0;

  static async begin(document: ApiDocument, plan: TestPlan, options: Options): Promise<ActiveRun> {
    const target = await allowTarget(plan.server_url, options.allowedHosts, options.signal);
    return new ActiveRun(document, plan, { options, target });
  }

  private constructor(
    document: ApiDocument,
    plan: TestPlan,
    { options, target }: { readonly options: Options; readonly target: AllowedTarget },
  ) {
    this.#plan = plan;
    this.#options = options;
    this.#target = target;
    this.#now = options.now ?? Date.now;
    this.#startedAt = this.#now();
    const given = (options.identities ?? []).map((one) => makeIdentity(one, document));
    this.#state = {
      knowledge: createKnowledge(),
      identities: new Map([ANONYMOUS, ...given].map((identity) => [identity.name, identity])),
      target: { is_mock: false, identities: [] },
      mainIdentity: given.find(({ name }) => name === 'a')?.name ?? given[0]?.name ?? 'anonymous',
    };
    this.#view = createView(document, plan, this.#state);
    this.#budget = new RunBudget(plan.budget, () => performance.now());
    this.#ledger = new Ledger(this.#view);
    this.#timer = setTimeout(
      () =>
        this.#ended.abort(
          new RunOverError('seconds', `The ${plan.budget.max_seconds} seconds of the budget are over.`),
        ),
      plan.budget.max_seconds * 1000,
    );
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#transport = this.#connect(target, this.#ended.signal);
    this.#accounts = new Accounts({
      view: this.#view,
      state: this.#state,
      transport: this.#transport,
      warn: (code, message) => this.#ledger.warn(code, message),
    });
    this.#guard = this.#createGuard();
    this.#setting = this.#createSetting();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    await (await this.#listener)?.close();
    for (const close of this.#close) await close();
  }

  readonly #onAbort = (): void => this.#ended.abort(this.#options.signal?.reason);

  /** Works through all phases. */
  async complete(): Promise<TestRun> {
    let outcome: RunOutcome = {};
    try {
      await this.#preflight();
      for (const phase of this.#plan.phases) {
        if (phase === 'preflight') continue;
        await this.#timed(phase, () => this.#runPhase(phase));
        this.#options.onSnapshot?.(await this.#toRun({}));
      }
    } catch (error) {
      outcome = this.#outcomeOf(error);
    }
    try {
      if (outcome.reason === undefined && outcome.isCancelled !== true) await this.#options.whileThere?.(this.#view);
    } finally {
      await this.#cleanUp(outcome);
    }
    return await this.#toRun(outcome);
  }

  #outcomeOf(error: unknown): RunOutcome {
    if (this.#options.signal?.aborted === true) return { isCancelled: true };
    if (!(error instanceof RunOverError)) throw error;
    if (error.code === 'target') return { reason: error.message };
    this.#ledger.warn('budget_spent', `${error.message} What was left to try was not tried.`);
    return {};
  }

  async #preflight(): Promise<void> {
    await this.#timed('preflight', async () => {
      await knock(this.#target, this.#transport);
      const origin = this.#connect({ ...this.#target, url: new URL(this.#target.url).origin }, this.#ended.signal);
      const is_mock = await isMock(this.#target, (path) =>
        origin.sendOnce({ method: 'GET', target: path, headers: [], identity: 'anonymous' }),
      );
      this.#state.target = { ...this.#state.target, is_mock };
      await findIdentities(this.#accounts, this.#setting, {
        state: this.#state,
        selfRegister: this.#options.selfRegister ?? true,
      });
      if (is_mock)
        this.#state.target = { ...this.#state.target, is_stateful: await isStateful(this.#view, this.#transport) };
      await findCanaries(this.#view, this.#transport, this.#guard);
    });
    this.#transport.onUnauthorized = (exchange) => this.#accounts.renewIfOver(exchange);
  }

  async #timed(phase: Phase, work: () => Promise<void>): Promise<void> {
    this.#ledger.phase = phase;
    const began = performance.now();
    try {
      await work();
    } finally {
      this.#ledger.figures().ms += performance.now() - began;
    }
  }

  async #runPhase(phase: Phase): Promise<void> {
    const kinds = (this.#options.kinds ?? CASE_KINDS).filter((kind) => kind.phase === phase);
    const limit = this.#limitOf(phase);
    const usual = kinds.filter(({ last }) => last !== true);
    const last = kinds.filter((kind) => kind.last === true);
    const { operations } = this.#view;
    const [ending, lasting] = [true, false].map((ends) =>
      operations.filter((operation) => (operation.ends_session === true) === ends),
    );
    const hasLast = last.length > 0 || (ending?.length ?? 0) > 0;
    await runCases(this.#queue(usual, lasting ?? []), hasLast ? this.#shorter(limit) : limit, this.#setting);
    await runCases(this.#queue(last, operations), limit, this.#setting);
    if (usual.length > 0 && ending !== undefined && ending.length > 0) await this.#endSessions(usual, ending, limit);
    await this.#lookOnceMore();
  }

  /** What ends a session is called as somebody whom nobody else needs. */
  async #endSessions(kinds: readonly CaseKind[], operations: RunView['operations'], limit: BudgetLimit): Promise<void> {
    const { mainIdentity } = this.#state;
    if (mainIdentity !== 'anonymous') {
      const phase = this.#ledger.phase;
      const throwaway = await this.#accounts.register(THROWAWAY, `${this.#plan.seed}/${this.#setting.nonce}/${phase}`);
      if (throwaway === undefined) {
        for (const { key } of operations)
          this.#ledger.warn(
            'session_operations_skipped',
            'Operations that end a session or an account are not tested: the API lets nobody register for that.',
            key,
          );
        return;
      }
      this.#state.mainIdentity = throwaway.name;
    }
    try {
      await runCases(this.#queue(kinds, operations), limit, this.#setting);
    } finally {
      this.#state.mainIdentity = mainIdentity;
    }
  }

  /** What broke the server at the end of a phase would be blamed on the next. */
  async #lookOnceMore(): Promise<void> {
    await lookAfter(undefined, this.#setting);
  }

  #limitOf(phase: Phase): BudgetLimit {
    const later = PHASES.slice(PHASES.indexOf(phase)).filter((one) => this.#plan.phases.includes(one));
    const all = later.reduce((sum, one) => sum + shareOf(one, this.#plan), 0);
    return this.#budget.shareOf(shareOf(phase, this.#plan), all);
  }

  #shorter(limit: BudgetLimit): BudgetLimit {
    const { used, elapsedMs } = this.#budget;
    return {
      requests: Math.round(used + (limit.requests - used) * (1 - LAST_SHARE)),
      ms: elapsedMs + (limit.ms - elapsedMs) * (1 - LAST_SHARE),
    };
  }

  #queue(kinds: readonly CaseKind[], operations: RunView['operations']): Iterable<QueuedCase> {
    return queueCases(kinds, operations, () => this.#view);
  }

  #connect(target: AllowedTarget, signal: AbortSignal): Transport {
    const client = createHttpClient(target, { connections: this.#plan.concurrency + 1, now: this.#now });
    this.#close.push(() => client.close());
    return new Transport({
      client,
      signal,
      budget: this.#budget,
      ledger: this.#ledger,
      state: this.#state,
      timeoutMs: this.#plan.timeout_ms,
      now: this.#now,
    });
  }

  #createGuard(): Guard {
    return new Guard({
      transport: this.#transport,
      signal: this.#ended.signal,
      timeoutMs: Math.min(CANARY_TIMEOUT_MS, this.#plan.timeout_ms),
      recoveryMs: this.#options.recoveryMs ?? 5_000,
      isRisky: (key) => ['destructive', 'environment'].includes(this.#view.planned(key)?.risk ?? ''),
      renew: () => this.#accounts.renew(),
      replay: async ({ testCase, kind }: SentByCase) => {
        const setting = { ...this.#setting, transport: this.#transport.ungated };
        return (await executeCase(testCase, kind, { ...setting, attempt: 10, onExchange: () => {} })).exchanges;
      },
      now: this.#now,
    });
  }

  #createSetting(): RunSetting {
    return {
      view: this.#view,
      transport: this.#transport,
      signal: this.#ended.signal,
      nonce: this.#options.nonce ?? digestText(this.#options.id, 6),
      listener: () => {
        this.#listener ??= openListener();
        return this.#listener;
      },
      ...(this.#canRegister() && {
        register: (seed: string, extra: Readonly<Record<string, unknown>>) =>
          this.#accounts.register(`fresh-${digestText(seed, 8)}`, seed, extra),
      }),
      upstream: this.#options.upstream,
      warn: (code, message, operation) => this.#ledger.warn(code, message, operation),
      onExchange: (sent) => this.#guard.note(sent),
      budget: this.#budget,
      ledger: this.#ledger,
      findings: this.#findings,
      guard: this.#guard,
      readsOf: (id) => this.#reads.get(id) ?? { good: [], made: [] },
      onCase: () => this.#onCase(),
      onFinding: (finding) => this.#options.onFinding?.(finding),
    };
  }

  #canRegister(): boolean {
    const { selfRegister = true } = this.#options;
    return selfRegister && this.#view.operations.some(({ role, secured }) => role === 'register' && !secured);
  }

  #onCase(): void {
    this.#cases += 1;
    this.#options.onProgress?.({
      phase: this.#ledger.phase ?? 'preflight',
      done: this.#cases,
      requests: this.#budget.used,
      max_requests: this.#plan.budget.max_requests,
      findings: this.#findings.confirmed.length,
    });
  }

  /** Also where the run was ended: what it made should not stay behind. */
  async #cleanUp({ reason }: RunOutcome): Promise<void> {
    if (reason !== undefined) return;
    this.#ledger.phase = undefined;
    const transport = this.#connect(this.#target, AbortSignal.timeout(CLEAN_UP_MS));
    try {
      const left = await cleanUp(this.#view, transport);
      if (left > 0) this.#ledger.warn('left_behind', `Up to ${left} things that the run made could not be removed.`);
    } catch {
      this.#ledger.warn('left_behind', 'What the run made could not be removed in time.');
    }
  }

  #toRun(outcome: RunOutcome): Promise<TestRun> {
    return toTestRun({
      outcome,
      id: this.#options.id,
      validationMode: this.#options.validationMode ?? 'strict',
      plan: this.#plan,
      view: this.#view,
      startedAt: this.#startedAt,
      finishedAt: this.#now(),
      requests: this.#budget.used,
      ledger: this.#ledger,
      findings: this.#findings,
      nonce: this.#setting.nonce,
    });
  }
}
