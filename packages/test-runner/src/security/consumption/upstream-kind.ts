import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import { mediaTypeOf } from '../../requests/media-type-of.ts';
import { responseFor } from '../../requests/response-for.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import { describeAnswer, fieldOf, isOk, jsonOf, statusOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { callable } from '../support/requests.ts';
import type { Upstream } from '../upstream.ts';
import { DELAYING, failureOf, MISBEHAVIOURS, type Misbehaviour, PATIENCE_MS, patience } from './misbehaviours.ts';

/** The service that the server gets its data from, in our hands: it lies, falls silent, and sends elsewhere. */
export const UPSTREAM_KIND: CaseKind = {
  kind: 'upstream',
  phase: 'security',
  checks: ['unsafe-consumption', 'upstream-redirect'],
  last: true,
  alone: true,
  *propose(view): Iterable<ProposedCase> {
    const askers = callable(view).filter(
      ({ risk, role }) => risk !== 'destructive' && !['login', 'register'].includes(role),
    );
    for (const { key } of askers) yield { operation: key, title: 'an upstream that misbehaves', input: {} };
  },
  async run(testCase, probe) {
    const { upstream } = probe;
    const success = upstream && (await probe.succeed(testCase.operation ?? ''));
    if (upstream === undefined || success === undefined) return [];
    try {
      return await letDown(testCase, { probe, upstream, success });
    } finally {
      await upstream.restore();
    }
  },
};

interface Context {
  readonly probe: Probe;
  readonly upstream: Upstream;
  readonly success: Success;
}

async function letDown(testCase: TestCase, context: Context): Promise<readonly Observation[]> {
  const { probe, upstream, success } = context;
  const key = testCase.operation ?? '';
  await upstream.misbehave({ kind: 'reset' });
  const without = await ask(context);
  await upstream.restore();
  // What works all the same does not ask it, and what does not work again cannot be compared.
  if (isOk(without) || !isOk(await ask(context))) return [];
  const found: Observation[] = [];
  found.push(...(await sendElsewhere(key, context)));
  for (const misbehaviour of [...MISBEHAVIOURS, ...DELAYING]) {
    if (found.some(({ signature }) => signature === 'hangs')) break;
    await upstream.misbehave(misbehaviour.behaviour);
    const observation = judge(key, { probe, misbehaviour, usual: success.exchange, exchange: await ask(context) });
    if (observation !== undefined && !found.some(({ signature }) => signature === observation.signature))
      found.push(observation);
  }
  return found;
}

function ask({ probe, success }: Context): Promise<TestExchange> {
  return probe.send(success.request, { timeoutMs: patience(probe), operation: null, asItIs: true });
}

interface Judged {
  readonly probe: Probe;
  readonly misbehaviour: Misbehaviour;
  readonly usual: TestExchange;
  readonly exchange: TestExchange;
}

function judge(key: string, { probe, misbehaviour, usual, exchange }: Judged): Observation | undefined {
  const failure = failureOf(exchange, usual) ?? (passesOn(key, { probe, exchange }) ? 'passes it on' : undefined);
  if (failure === undefined) return undefined;
  return observe('unsafe-consumption', {
    message: `When its upstream answers with ${misbehaviour.name}, \`${key}\` ${SAYS[failure]}.`,
    expected: `502, 503, 504 or an answer that the document has, within ${PATIENCE_MS / 1000} seconds`,
    observed: describeAnswer(exchange),
    signature: failure,
  });
}

const SAYS = {
  crashed: 'fails with what nobody caught',
  hangs: `has no answer within ${PATIENCE_MS / 1000} seconds`,
  'passes it on': 'passes on what its own document does not allow',
} as const;

/** It answers as if all was well, with a body that its document does not have. */
function passesOn(key: string, { probe, exchange }: Pick<Judged, 'probe' | 'exchange'>): boolean {
  const operation = probe.operation(key);
  const content = operation && responseFor(operation, statusOf(exchange))?.content;
  const value = isOk(exchange) ? jsonOf(exchange) : undefined;
  if (content === undefined || value === undefined) return false;
  const { schema } = mediaTypeOf(content, fieldOf(exchange, 'content-type') ?? '');
  return schema !== undefined && !probe.schemas.compile(schema, 'response').isValid(value);
}

async function sendElsewhere(key: string, context: Context): Promise<readonly Observation[]> {
  const { probe, upstream } = context;
  const listener = await probe.listener();
  const token = canaryFor(probe, 'elsewhere');
  await upstream.misbehave({ kind: 'redirect', to: listener.url(token) });
  const exchange = await ask(context);
  const calls = await listener.calls(token, 300);
  if (calls.length === 0) return [];
  return [
    observe('upstream-redirect', {
      message: `When its upstream redirects, \`${key}\` follows to any address: a server on loopback that it does not know was called.`,
      expected: 'redirects are not followed, or only to the same host',
      observed: `${describeAnswer(exchange)}; ${calls.length} calls`,
      signature: 'follows anywhere',
    }),
  ];
}
