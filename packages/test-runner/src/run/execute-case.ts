import { checkAnswer } from '../answers/check-answer.ts';
import type { TestExchange } from '../model/exchange.ts';
import type { TestCase } from '../model/test-case.ts';
import type { Upstream } from '../security/upstream.ts';
import { succeed } from '../succeed/succeed.ts';
import type { Identity } from '../target/identity.ts';
import type { Listener } from '../target/listener.ts';
import type { CaseKind } from './case-kind.ts';
import { type CaseRun, keyOf, type Noticed } from './case-run.ts';
import { checkFailure } from './check-failure.ts';
import type { Knowledge } from './knowledge.ts';
import type { Probe, SendOptions } from './probe.ts';
import { recordReads } from './record-reads.ts';
import { RunOverError } from './run-over-error.ts';
import type { RunView } from './run-view.ts';
import type { Transport } from './transport.ts';

/** What cases are carried out with. */
export interface CaseSetting {
  readonly view: RunView;
  readonly transport: Pick<Transport, 'send'>;
  readonly signal: AbortSignal;
  /** Mixed into what must be new in each run, so that a second one does not collide with what the first left behind. */
  readonly nonce: string;
  /** Opened on first use. */
  listener(): Promise<Listener>;
  /** Registers somebody new; absent where nobody can. The same seed gives them the same name. */
  readonly register?:
    | ((seed: string, extra: Readonly<Record<string, unknown>>) => Promise<Identity | undefined>)
    | undefined;
  readonly upstream?: Upstream | undefined;
  warn(code: string, message: string, operation?: string): void;
  /** Told of each exchange as soon as it is over. */
  onExchange?(sent: SentByCase): void;
}

/** An exchange and what it was sent for. */
export interface SentByCase {
  readonly testCase: TestCase;
  readonly kind: CaseKind;
  readonly operation: string | undefined;
  readonly exchange: TestExchange;
}

interface Sent {
  readonly exchange: TestExchange;
  readonly operation: string | undefined;
  readonly isQuiet: boolean;
}

/** Which one of its executions it is. */
export interface Attempt {
  readonly attempt: number;
  /** Default: that of the view. */
  readonly knowledge?: Knowledge | undefined;
}

/**
 * Carries a case out once.
 *
 * @throws {RunOverError} where the run ended in the middle of it; what the signal says once it is aborted.
 */
export async function executeCase(
  testCase: TestCase,
  kind: CaseKind,
  context: CaseSetting & Attempt,
): Promise<CaseRun> {
  const { attempt, view } = context;
  const recorded = recordReads(context.knowledge ?? view.knowledge);
  const sent: Sent[] = [];
  let isEnvironment = false;
  const probe = createProbe({ ...context, view: withKnowledge(view, recorded.knowledge) }, testCase, {
    attempt,
    note(one, isUnfit) {
      sent.push(one);
      context.onExchange?.({ testCase, kind, operation: one.operation, exchange: one.exchange });
      isEnvironment ||= isUnfit;
    },
  });
  const own = await runKind(testCase, kind, { probe, context });
  // What a server says while it is busy or out of order is no evidence.
  const noticed = isEnvironment ? [] : [...own, ...(await checkAll(sent, probe))];
  return {
    testCase,
    attempt,
    noticed: unique(noticed.map((one) => placed(one, { testCase, sent }))),
    exchanges: sent.map(({ exchange }) => exchange),
    checked: sent.filter(({ operation, isQuiet }) => operation !== undefined && !isQuiet).length,
    called: [...new Set(sent.flatMap(({ operation }) => operation ?? []))],
    reads: recorded.reads(),
  };
}

type Unplaced = Pick<Noticed, 'observation'> & Partial<Noticed>;

async function runKind(
  testCase: TestCase,
  kind: CaseKind,
  { probe, context }: { readonly probe: Probe; readonly context: CaseSetting },
): Promise<readonly Unplaced[]> {
  try {
    return (await kind.run(testCase, probe)).map((observation) => ({ observation }));
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof RunOverError) throw error;
    // A mistake in one way of testing must not cost the others.
    const message = error instanceof Error ? error.message : String(error);
    context.warn(
      `case_failed_${kind.kind}`,
      `Cases "${kind.kind}" could not be carried out: ${message}`,
      testCase.operation,
    );
    return [];
  }
}

async function checkAll(sent: readonly Sent[], view: RunView): Promise<readonly Unplaced[]> {
  const checked = sent.map(async ({ exchange, operation, isQuiet }): Promise<readonly Unplaced[]> => {
    if (isQuiet || operation === undefined) return [];
    const found = [...checkFailure(exchange, operation), ...(await checkAnswer(exchange, operation, view))];
    return found.map((observation) => ({ observation: { operation, ...observation }, evidence: [exchange] }));
  });
  return (await Promise.all(checked)).flat();
}

function placed(
  { observation, evidence }: Unplaced,
  { testCase, sent }: { readonly testCase: TestCase; readonly sent: readonly Sent[] },
): Noticed {
  return {
    observation: { ...observation, operation: observation.operation ?? testCase.operation },
    evidence: evidence ?? sent.filter(({ isQuiet }) => !isQuiet).map(({ exchange }) => exchange),
  };
}

function unique(noticed: readonly Noticed[]): readonly Noticed[] {
  return [...new Map(noticed.map((one) => [keyOf(one.observation), one])).values()];
}

function withKnowledge(view: RunView, knowledge: Knowledge): RunView {
  return {
    ...view,
    knowledge,
    get target() {
      return view.target;
    },
    get mainIdentity() {
      return view.mainIdentity;
    },
  };
}

interface ProbeUse {
  readonly attempt: number;
  note(sent: Sent, isEnvironment: boolean): void;
}

function createProbe(context: CaseSetting, testCase: TestCase, { attempt, note }: ProbeUse): Probe {
  const { view, transport, signal, nonce, register, upstream } = context;
  const seed = [testCase.seed, nonce, attempt].join('/');
  let registered = 0;
  const send = async (request: TestExchange['request'], options: SendOptions = {}): Promise<TestExchange> => {
    const operation = options.operation === undefined ? testCase.operation : (options.operation ?? undefined);
    const { exchange, isEnvironment } = await transport.send(request, { ...options, operation: operation ?? null });
    note({ exchange, operation, isQuiet: options.quiet === true }, isEnvironment);
    return exchange;
  };
  const probe: Probe = {
    ...view,
    get target() {
      return view.target;
    },
    get mainIdentity() {
      return view.mainIdentity;
    },
    seed,
    attempt,
    signal,
    send,
    succeed: (operation, options = {}) => succeed(operation, options, probe),
    listener: () => context.listener(),
    upstream,
    ...(register !== undefined && {
      freshIdentity(extra = {}) {
        registered += 1;
        return register(`${seed}/${registered}`, extra);
      },
    }),
  };
  return probe;
}
