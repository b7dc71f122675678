import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestExchange } from '../model/exchange.ts';
import type { Phase } from '../model/phase.ts';
import type { TestPlan } from '../model/test-plan.ts';
import { servedBelow } from '../plan/served-below.ts';
import { type AllowedTarget, allowTarget } from '../target/allow-target.ts';
import { createHttpClient } from '../target/http-client.ts';
import { makeIdentity } from '../target/make-identity.ts';
import { type OpenListener, openListener } from '../target/open-listener.ts';
import { Accounts } from './accounts/accounts.ts';
import { findIdentities } from './accounts/find-identities.ts';
import { createKnowledge, type KnowledgeData } from './create-knowledge.ts';
import { ANONYMOUS, createView, type RunState } from './create-view.ts';
import { digestText } from './digest-text.ts';
import { executeCase, type SentByCase } from './execute-case.ts';
import { FindingStore } from './finding-store.ts';
import { Guard } from './guard.ts';
import { Ledger } from './ledger.ts';
import { askMock, findAtRoot, findCanaries, knock } from './preflight.ts';
import { RunBudget } from './run-budget.ts';
import type { RunOptions } from './run-options.ts';
import { RunOverError } from './run-over-error.ts';
import type { RunSetting } from './run-setting.ts';
import type { RunView } from './run-view.ts';
import { Transport } from './transport.ts';

export type ActiveRunOptions = RunOptions & { readonly id: string };

const CANARY_TIMEOUT_MS = 5_000;
const RECOVERY_MS = 5_000;
/** Only what broke the server is looked up here: that was not long ago. */
const MAX_READS = 500;
const PRIVILEGED = 'privileged';
const NOTHING: KnowledgeData = { good: [], made: [] };

/** A run that is under way: owns its connections, its clock, its listener and what it has found. */
export class ActiveRun implements AsyncDisposable {
  readonly plan: TestPlan;
  readonly options: ActiveRunOptions;
  readonly target: AllowedTarget;
  readonly now: () => number;
  readonly startedAt: number;
  readonly state: RunState;
  readonly view: RunView;
  readonly budget: RunBudget;
  readonly ledger: Ledger;
  readonly findings: FindingStore = new FindingStore();
  readonly transport: Transport;
  readonly accounts: Accounts;
  readonly guard: Guard;
  readonly setting: RunSetting;
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #close: (() => Promise<void>)[] = [];
  readonly #reads = new Map<string, KnowledgeData>();
  #listener: Promise<OpenListener> | undefined;
  #cases = 0;

  /** @throws {TestRunError} where the target may not be tested, or an identity is wrong. */
  static async begin(document: ApiDocument, plan: TestPlan, options: ActiveRunOptions): Promise<ActiveRun> {
    const target = await allowTarget(plan.server_url, options.allowedHosts, options.signal);
    return new ActiveRun(document, plan, { options, target });
  }

  private constructor(
    document: ApiDocument,
    plan: TestPlan,
    { options, target }: { readonly options: ActiveRunOptions; readonly target: AllowedTarget },
  ) {
    this.plan = plan;
    this.options = options;
    this.target = target;
    this.now = options.now ?? Date.now;
    this.startedAt = this.now();
    this.state = createState(document, options);
    this.view = createView(document, plan, this.state);
    this.budget = new RunBudget(plan.budget, () => performance.now());
    this.ledger = new Ledger(this.view);
    this.#timer = this.#startTimer();
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.transport = this.connect(target, this.#ended.signal);
    this.accounts = new Accounts({
      view: this.view,
      state: this.state,
      transport: this.transport,
      warn: (code, message) => this.ledger.warn(code, message),
    });
    this.guard = this.#createGuard();
    this.setting = this.#createSetting();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    await (await this.#listener)?.close();
    for (const close of this.#close) await close();
  }

  readonly #onAbort = (): void => this.#ended.abort(this.options.signal?.reason);

  #startTimer(): NodeJS.Timeout {
    const { max_seconds: seconds } = this.plan.budget;
    const over = (): void =>
      this.#ended.abort(new RunOverError('seconds', `The ${seconds} seconds of the budget are over.`));
    return setTimeout(over, seconds * 1000);
  }

  /**
   * Finds out who is there, and as whom requests can be sent.
   *
   * @throws {TestRunError} `TARGET_UNREACHABLE`.
   */
  async preflight(): Promise<void> {
    const { state, view, transport } = this;
    this.#warnOfOthers();
    this.#warnOfUnreadable();
    await knock(this.target, transport);
    const origin = this.connect({ ...this.target, url: new URL(this.target.url).origin }, this.#ended.signal);
    const ask = (path: string): Promise<TestExchange> =>
      origin.sendOnce({ method: 'GET', target: path, headers: [], identity: 'anonymous' });
    const mock = await askMock(this.target, ask);
    state.target = { ...state.target, is_mock: mock !== undefined, is_stateful: mock?.isStateful };
    await findIdentities(this.accounts, this.setting, { state, selfRegister: this.options.selfRegister ?? true });
    const failed = await findCanaries(view, transport, this.guard);
    if (this.guard.canaries.length === 0) await this.#warnOfBasePath(failed, ask);
    transport.onUnauthorized = (exchange) => this.accounts.renewIfOver(exchange);
  }

  async #warnOfBasePath(failed: readonly TestExchange[], ask: (path: string) => Promise<TestExchange>): Promise<void> {
    const { origin, pathname } = new URL(this.target.url);
    const found = pathname === '/' ? undefined : await findAtRoot(failed, ask);
    if (found === undefined) return;
    const { method, target } = found.request;
    this.ledger.warn(
      'base_path_unanswered',
      `${method} ${target} is answered 404 below ${pathname}, the base path of the document, and ${found.response?.status} without it. Set the \`server_url\` of the plan to ${origin}.`,
    );
  }

  /** Where all that is served here is to be tested: says what is not, since it is served elsewhere. */
  #warnOfUnreadable(): void {
    for (const { key } of this.plan.operations.filter((one) => this.view.operation(one.key) === undefined))
      this.ledger.warn(
        'operation_unreadable',
        'The document is wrong there, so these operations were not tested; `mockloop validate` says where.',
        key,
      );
  }

  #warnOfOthers(): void {
    const { plan, view, ledger } = this;
    const { here, elsewhere } = servedBelow(view.document.operations, new URL(plan.server_url).pathname);
    if (here.some(({ key }) => view.planned(key) === undefined)) return;
    const message =
      'The document has these operations below another base path, on servers of their own: they are not tested here.';
    for (const { key } of elsewhere) if (view.planned(key) === undefined) ledger.warn('served_elsewhere', message, key);
  }

  /** Does some work as part of a phase, and notes how long it took. */
  async during(phase: Phase, work: () => Promise<void>): Promise<void> {
    this.ledger.phase = phase;
    const began = performance.now();
    try {
      await work();
    } finally {
      this.ledger.figures().ms += performance.now() - began;
    }
  }

  connect(target: AllowedTarget, signal: AbortSignal): Transport {
    const client = createHttpClient(target, { connections: this.plan.concurrency + 1, now: this.now });
    this.#close.push(() => client.close());
    const { budget, ledger, state, now } = this;
    return new Transport({ client, signal, budget, ledger, state, now, timeoutMs: this.plan.timeout_ms });
  }

  #createGuard(): Guard {
    return new Guard({
      transport: this.transport,
      signal: this.#ended.signal,
      timeoutMs: Math.min(CANARY_TIMEOUT_MS, this.plan.timeout_ms),
      recoveryMs: this.options.recoveryMs ?? RECOVERY_MS,
      isRisky: (key) => ['destructive', 'environment'].includes(this.view.planned(key)?.risk ?? ''),
      renew: () => this.accounts.renew(),
      replay: async ({ testCase, kind }: SentByCase) => {
        const setting = { ...this.setting, transport: this.transport.ungated, onExchange: () => {} };
        return (await executeCase(testCase, kind, { ...setting, attempt: REPLAYED })).exchanges;
      },
      now: this.now,
    });
  }

  #createSetting(): RunSetting {
    const { ledger, options, accounts } = this;
    return {
      view: this.view,
      transport: this.transport,
      signal: this.#ended.signal,
      nonce: options.nonce ?? digestText(options.id, 6),
      listener: () => {
        this.#listener ??= openListener();
        return this.#listener;
      },
      register: this.#canRegister()
        ? (seed, extra) => accounts.register(`fresh-${digestText(seed, 8)}`, seed, extra)
        : undefined,
      upstream: options.upstream,
      warn: (code, message, operation) => ledger.warn(code, message, operation),
      onExchange: (sent) => this.guard.note(sent),
      budget: this.budget,
      ledger,
      findings: this.findings,
      guard: this.guard,
      readsOf: (id) => this.#reads.get(id) ?? NOTHING,
      onCase: ({ testCase, reads }) => {
        this.#reads.set(testCase.id, reads);
        if (this.#reads.size > MAX_READS) this.#reads.delete(this.#reads.keys().next().value ?? '');
        this.#onCase();
      },
      onFinding: (finding) => options.onFinding?.(finding),
    };
  }

  #canRegister(): boolean {
    const { selfRegister = true } = this.options;
    return selfRegister && this.view.operations.some(({ role, secured }) => role === 'register' && !secured);
  }

  #onCase(): void {
    this.#cases += 1;
    this.options.onProgress?.({
      phase: this.ledger.phase ?? 'preflight',
      done: this.#cases,
      requests: this.budget.used,
      max_requests: this.plan.budget.max_requests,
      findings: this.findings.confirmed.length,
    });
  }
}

/** An attempt that no confirmation has made. */
const REPLAYED = 100;

function createState(document: ApiDocument, { identities = [] }: RunOptions): RunState {
  const given = identities.map((one) => makeIdentity(one, document));
  const ordinary = given.filter(({ name }) => name !== PRIVILEGED);
  return {
    knowledge: createKnowledge(),
    identities: new Map([ANONYMOUS, ...given].map((identity) => [identity.name, identity])),
    target: { is_mock: false, identities: [] },
    mainIdentity: (ordinary.find(({ name }) => name === 'a') ?? ordinary[0])?.name ?? 'anonymous',
  };
}
