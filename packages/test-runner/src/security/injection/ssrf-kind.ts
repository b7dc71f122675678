import type { Observation } from '../../model/observation.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { takesUrl } from '../support/url-points.ts';
import { injectionCases } from './injection-cases.ts';

/** Addresses of a server of ours on loopback, where a request takes the address of something. */
export const SSRF_KIND: CaseKind = {
  kind: 'ssrf',
  phase: 'security',
  checks: ['ssrf'],
  *propose(view) {
    // A mock calls back what it is told to: that is what its document says.
    if (view.target.is_mock) return;
    yield* injectionCases(view, { what: 'the address of a server of our own', points: takesUrl });
  },
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined) return [];
    const isCallback = (injector.operation.callbacks.length ?? 0) > 0;
    for (const disguise of DISGUISES) {
      const found = await tryAddress(probe, injector, { ...disguise, isCallback });
      if (found !== undefined) return [found];
    }
    return [];
  },
};

interface Disguise {
  readonly name: string;
  readonly write: (url: URL) => string;
}

/** Ways of writing loopback that filters of names do not see. */
const DISGUISES: readonly Disguise[] = [
  { name: 'as it is', write: (url) => url.href },
  { name: 'as one number', write: ({ port, pathname }) => `http://2130706433:${port}${pathname}` },
  { name: 'shortened', write: ({ port, pathname }) => `http://127.1:${port}${pathname}` },
  { name: 'as IPv6', write: ({ port, pathname }) => `http://[::ffff:127.0.0.1]:${port}${pathname}` },
  { name: 'behind another name', write: ({ port, pathname }) => `http://example.com@127.0.0.1:${port}${pathname}` },
];

/** Most servers fetch before they answer; the others soon after. */
const WAIT_MS = 400;
/** Where the plain address was refused, a disguised one is fetched at once or never. */
const WAIT_AGAIN_MS = 100;

async function tryAddress(
  probe: Probe,
  injector: Injector,
  { name, write, isCallback }: Disguise & { readonly isCallback: boolean },
): Promise<Observation | undefined> {
  const listener = await probe.listener();
  const token = canaryFor(probe, `ssrf ${name}`);
  const exchange = await injector.send(write(new URL(listener.url(token))));
  const calls = await listener.calls(token, name === DISGUISES[0]?.name ? WAIT_MS : WAIT_AGAIN_MS);
  const others = await listener.calls(`${token}x`, 0);
  const [call] = calls;
  if (call === undefined || others.length > 0) return undefined;
  return observe(
    'ssrf',
    {
      message: `The server fetched an address on loopback (${name}) from the ${describePoint(injector.point)}: ${call.method}, with the token that only this request had.${isCallback ? ' The document has a callback there: it may be meant to.' : ''}`,
      expected: 'addresses inside the network are refused',
      observed: `${describeAnswer(exchange)}; ${calls.length} calls`,
      signature: describePoint(injector.point),
    },
    !isCallback,
  );
}
