import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, fieldOf, statusOf, textOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { injectionCases } from './injection-cases.ts';

/** What is sent shown again where it has a meaning: in HTML, in fields of the answer, as the address of a redirection. */
export const REFLECTION_KIND: CaseKind = {
  kind: 'reflection',
  phase: 'security',
  checks: ['xss-reflected', 'header-injection', 'open-redirect'],
  propose: (view) =>
    injectionCases(view, {
      what: 'words that are looked for in the answer',
      points: ({ isFree, point }) => isFree && point.in !== 'header',
    }),
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined || typeof injector.value !== 'string') return [];
    const word = canaryFor(probe, 'shown');
    const exchange = await injector.send(word);
    return [
      ...(isHtml(exchange) && textOf(exchange).includes(word) ? await tryMarkup(probe, injector) : []),
      ...(isInFields(exchange, word) ? await tryFields(probe, injector) : []),
      ...(/ur[il]|redirect|return|next|goto|continue|target|dest|callback/i.test(pointName(injector))
        ? await tryRedirect(probe, injector)
        : []),
    ];
  },
};

function pointName({ point }: Injector): string {
  return point.in === 'body' ? (point.path.at(-1) ?? '') : point.name;
}

function isHtml(exchange: TestExchange): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(fieldOf(exchange, 'content-type') ?? '');
}

function isInFields({ response }: TestExchange, word: string): boolean {
  return response?.headers.some(([, value]) => value.includes(word)) ?? false;
}

/** An element that no page has, and that does nothing. */
async function tryMarkup(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const word = canaryFor(probe, 'markup');
  const markup = `<${word} a="1">'"`;
  const exchange = await injector.send(markup);
  if (!isHtml(exchange) || !textOf(exchange).includes(`<${word} a="1">`)) return [];
  return [
    observe('xss-reflected', {
      message: `The ${describePoint(injector.point)} is shown in HTML as it was sent: \`<${word} a="1">\` becomes an element.`,
      expected: `&lt;${word}`,
      observed: describeAnswer(exchange),
      signature: describePoint(injector.point),
    }),
  ];
}

async function tryFields(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const name = `x-${canaryFor(probe, 'field')}`;
  for (const line of ['\r\n', '\n']) {
    const exchange = await injector.send(`mlc${line}${name}: 1`);
    if (fieldOf(exchange, name) !== '1') continue;
    return [
      observe('header-injection', {
        message: `A line break in the ${describePoint(injector.point)} ends a field of the answer and begins another one, \`${name}\`.`,
        expected: 'the line break is removed or refused',
        observed: describeAnswer(exchange),
        signature: describePoint(injector.point),
      }),
    ];
  }
  return [];
}

async function tryRedirect(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const host = `${canaryFor(probe, 'host')}.invalid`;
  for (const url of [`https://${host}/`, `//${host}/`]) {
    const exchange = await injector.send(url);
    const status = statusOf(exchange);
    const location = fieldOf(exchange, 'location') ?? '';
    if (status < 300 || status > 308 || URL.parse(location, 'https://server.invalid')?.hostname !== host) continue;
    return [
      observe('open-redirect', {
        message: `The ${describePoint(injector.point)} sends a browser to any address: \`${url}\` came back as \`Location\`.`,
        expected: 'an address of the API itself, or 400',
        observed: `${status}, Location: ${location}`,
        signature: describePoint(injector.point),
      }),
    ];
  }
  return [];
}
