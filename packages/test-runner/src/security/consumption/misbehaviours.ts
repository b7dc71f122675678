import type { TestExchange } from '../../model/exchange.ts';
import type { Probe } from '../../run/probe.ts';
import type { ListenerBehaviour } from '../../target/listener.ts';
import { isOk, statusOf } from '../support/answers.ts';

/** A way in which others let a server down, and what that server must not do then. */
export interface Misbehaviour {
  readonly name: string;
  readonly behaviour: ListenerBehaviour;
}

const json = (body: string): ListenerBehaviour => ({ kind: 'answer', status: 200, body });

/** Those that can be answered at once. */
export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  { name: 'JSON of another kind', behaviour: json('{"unexpected":[1,2,3]}') },
  { name: 'null', behaviour: json('null') },
  {
    name: 'HTML',
    behaviour: {
      kind: 'answer',
      status: 200,
      headers: [['content-type', 'text/html']],
      body: '<html><body>Sorry</body></html>',
    },
  },
  { name: '500', behaviour: { kind: 'answer', status: 500, body: '' } },
  { name: 'no HTTP', behaviour: { kind: 'malformed' } },
  { name: 'a reset', behaviour: { kind: 'reset' } },
];

/** Those that take time; the second only where the first was coped with. */
export const DELAYING: readonly Misbehaviour[] = [
  { name: 'silence', behaviour: { kind: 'silent' } },
  { name: '64 MiB', behaviour: { kind: 'endless' } },
];

/** How long a server may take to give up, in milliseconds. */
export const PATIENCE_MS = 15_000;
/** Once it has taken that long, a repetition need not. */
const PATIENCE_AGAIN_MS = 6_000;

export function patience({ attempt }: Pick<Probe, 'attempt'>): number {
  return attempt === 0 ? PATIENCE_MS : PATIENCE_AGAIN_MS;
}

/** What went wrong; `undefined` where the server coped: it says that it has no answer, or has one of its own. */
export function failureOf(exchange: TestExchange, usual: TestExchange): 'crashed' | 'hangs' | undefined {
  const { failure } = exchange;
  if (failure?.kind === 'timeout') return 'hangs';
  if (failure !== undefined) return 'crashed';
  // 501 to 504 say whose fault it is.
  return statusOf(exchange) === 500 && isOk(usual) ? 'crashed' : undefined;
}
