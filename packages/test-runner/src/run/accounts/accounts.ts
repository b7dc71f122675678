import type { TestExchange } from '../../model/exchange.ts';
import type { TestRequest } from '../../model/test-request.ts';
import type { CredentialParts } from '../../target/credential-of.ts';
import type { Identity } from '../../target/identity.ts';
import { secretsOf } from '../../target/make-identity.ts';
import type { RunState } from '../create-view.ts';
import type { RunView } from '../run-view.ts';
import type { Transport } from '../transport.ts';
import { credentialCandidates } from './credential-candidates.ts';
import type { FoundCredentials } from './find-tokens.ts';
import { logIn } from './log-in.ts';
import { passwordsIn } from './login-body.ts';
import { registerAccount } from './register-account.ts';
import { securedProbes } from './secured-probe.ts';

export interface AccountsOptions {
  readonly view: RunView;
  readonly state: RunState;
  readonly transport: Pick<Transport, 'sendOnce'>;
  warn(code: string, message: string): void;
}

type Login = NonNullable<Identity['login']>;

/** What somebody has for being let in. */
interface Opening {
  /** The likeliest first. */
  readonly logins: readonly Login[];
  /** What registering gave already. */
  readonly early: FoundCredentials;
  /** `user:password` */
  readonly basic?: string | undefined;
}

interface Entered {
  readonly login: Login;
  readonly candidates: readonly CredentialParts[];
}

const NOTHING: FoundCredentials = { tokens: [], cookies: [] };

/** What it takes to log somebody in again. */
interface Renewal {
  readonly login: Login;
  /** Which of the ways to prove who they are it was. */
  readonly way: number;
}

/** A request that is refused to whoever does not say who they are, with which status. */
interface Closed {
  readonly probe: (identity: string) => TestRequest;
  readonly status: number;
}

/** A session that is checked is not checked again before so many requests of its identity were refused. */
const CHECK_EVERY = 20;

/** The accounts of a run: registers, logs in, and logs in again. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #renewals = new Map<string, Renewal>();
  readonly #refusals = new Map<string, number>();
  #renewing: Promise<boolean> | undefined;
  #closed: Promise<Closed | undefined> | undefined;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** Logs in whoever was given a login. */
  async logInGiven(): Promise<void> {
    const { state, warn } = this.#options;
    for (const identity of [...state.identities.values()]) {
      const { login } = identity;
      if (login === undefined || identity.headers.length + identity.query.length + identity.cookies.length > 0)
        continue;
      const opened = await this.#open(identity.name, { logins: [login], early: NOTHING });
      if (opened === undefined)
        warn('login_failed', `Identity ${identity.name} could not log in: its requests carry no credentials.`);
      else state.identities.set(identity.name, { ...opened, secrets: [...opened.secrets, ...passwordsIn(login.body)] });
    }
  }

  /**
   * Registers somebody and logs them in.
   *
   * @param seed Whatever tells them from all others.
   * @param extra Members that are sent beside what registering needs.
   */
  async register(
    name: string,
    seed: string,
    extra: Readonly<Record<string, unknown>> = {},
  ): Promise<Identity | undefined> {
    const { view, transport, state } = this.#options;
    const registered = await registerAccount({ view, transport, seed, extra });
    if (registered === undefined) return undefined;
    const { logins, found, basic } = registered;
    const identity = await this.#open(name, { logins, early: found, basic });
    if (identity === undefined) return undefined;
    const known = { ...identity, secrets: [...identity.secrets, ...registered.secrets] };
    state.identities.set(name, known);
    return known;
  }

  /** Takes identities of our own invention, where they are let in: at a mock that takes any credential. */
  async tryAny(identities: readonly Identity[]): Promise<void> {
    const { state } = this.#options;
    const closed = await this.#closedProbe();
    for (const identity of identities) {
      const isEmpty = identity.headers.length + identity.query.length + identity.cookies.length === 0;
      if (isEmpty || closed === undefined) continue;
      state.identities.set(identity.name, identity);
      const status = await this.#statusOf(closed.probe(identity.name));
      if (status === 401 || status === closed.status) state.identities.delete(identity.name);
      else state.target = { ...state.target, takes_any_credential: true };
    }
  }

  /** Whether somebody's session was over and has been begun anew. */
  async renewIfOver(exchange: TestExchange): Promise<boolean> {
    const { identity } = exchange.request;
    const refusals = this.#refusals.get(identity) ?? 0;
    this.#refusals.set(identity, refusals + 1);
    // A field of its own says that the case wants to be somebody else.
    const isOwn = exchange.request.headers.some(([name]) => /^(authorization|cookie)$/i.test(name));
    if (isOwn || refusals % CHECK_EVERY !== 0 || !this.#renewals.has(identity)) return false;
    if (!(await this.#isRefused(identity))) return false;
    const isRenewed = await this.renew(identity);
    // The next refusal may be the end of this session; where no request tells, it rather is something else.
    if (isRenewed && (await this.#closedProbe()) !== undefined) this.#refusals.delete(identity);
    return isRenewed;
  }

  /** Logs somebody in again, or everybody. */
  async renew(name?: string): Promise<boolean> {
    this.#renewing ??= this.#renewNow(name).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renewNow(name: string | undefined): Promise<boolean> {
    const { state } = this.#options;
    let isRenewed = false;
    for (const [identity, { login, way }] of this.#renewals) {
      if (name !== undefined && identity !== name) continue;
      const known = state.identities.get(identity);
      const parts = (await this.#logIn([login]))?.candidates[way];
      if (known === undefined || parts === undefined) continue;
      state.identities.set(identity, {
        ...known,
        ...parts,
        secrets: [...new Set([...known.secrets, ...secretsOf(parts)])],
      });
      isRenewed = true;
    }
    return isRenewed;
  }

  /** Logs somebody in, and finds out what their requests have to carry. */
  async #open(name: string, { logins, early, basic }: Opening): Promise<Identity | undefined> {
    const { view, state } = this.#options;
    const entered = await this.#logIn(logins, basic);
    const later = entered?.candidates ?? [];
    const chosen = await this.#choose(name, [...later, ...credentialCandidates(view.document, early, basic)]);
    if (chosen === undefined) return undefined;
    const { parts, index } = chosen;
    if (entered !== undefined && index < later.length) this.#renewals.set(name, { login: entered.login, way: index });
    const identity = { name, ...parts, secrets: secretsOf(parts), login: entered?.login };
    state.identities.set(name, identity);
    return identity;
  }

  /** With the first login that is let in. */
  async #logIn(logins: readonly Login[], basic?: string): Promise<Entered | undefined> {
    const { view, transport } = this.#options;
    for (const login of logins) {
      const found = await logIn(login, { view, transport });
      if (found !== undefined) return { login, candidates: credentialCandidates(view.document, found, basic) };
    }
    return undefined;
  }

  /** The first that opens what is closed to everybody; the first of all where nothing is closed. */
  async #choose(
    name: string,
    candidates: readonly CredentialParts[],
  ): Promise<{ readonly parts: CredentialParts; readonly index: number } | undefined> {
    const { state } = this.#options;
    const [first] = candidates;
    if (first === undefined) return undefined;
    const closed = await this.#closedProbe();
    if (closed === undefined) return { parts: first, index: 0 };
    for (const [index, parts] of candidates.entries()) {
      state.identities.set(name, { name, ...parts, secrets: secretsOf(parts) });
      const status = await this.#statusOf(closed.probe(name));
      if (status !== 401 && status !== closed.status) return { parts, index };
    }
    state.identities.delete(name);
    return undefined;
  }

  /** A request that is refused to everybody who does not say who they are, and how. */
  async #closedProbe(): Promise<Closed | undefined> {
    this.#closed ??= this.#findClosed();
    return this.#closed;
  }

  async #findClosed(): Promise<Closed | undefined> {
    for (const probe of securedProbes(this.#options.view)) {
      const status = await this.#statusOf(probe('anonymous'));
      if (status === 401 || status === 403) return { probe, status };
    }
    return undefined;
  }

  async #statusOf(request: TestRequest): Promise<number | undefined> {
    return (await this.#options.transport.sendOnce(request, {})).response?.status;
  }

  async #isRefused(identity: string): Promise<boolean> {
    const closed = await this.#closedProbe();
    if (closed === undefined) return true;
    const status = await this.#statusOf(closed.probe(identity));
    return status === 401 || status === closed.status;
  }
}
