import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import { describeAnswer, fieldOf, isOk } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { callable } from '../support/requests.ts';

/** What fields of answers say about the server as a whole. */
export const CONFIGURATION_KIND: CaseKind = {
  kind: 'configuration',
  phase: 'security',
  checks: ['cors-credentials', 'version-banner', 'security-headers', 'sensitive-cacheable', 'cookie-flags'],
  *propose(view): Iterable<ProposedCase> {
    // A mock is meant to be called from anywhere, and says what it is.
    if (view.target.is_mock) return;
    const readers = callable(view).filter(({ method }) => method === 'GET');
    const secured = readers.filter((one) => one.secured);
    const chosen = [...secured.slice(0, 2), ...readers.filter((one) => !one.secured).slice(0, 2)];
    const logins = callable(view).filter(({ role }) => role === 'login');
    for (const { key } of [...chosen, ...logins.slice(0, 1)])
      yield { title: `fields of the answer of ${key}`, input: { operation: key } };
  },
  run: lookAtFields,
};

async function lookAtFields(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const { operation } = testCase.input as { readonly operation: string };
  const success = await probe.succeed(operation);
  if (success === undefined) return [];
  const { exchange } = success;
  return [
    ...banner(exchange),
    ...pageHeaders(exchange),
    ...cacheable(exchange, probe.planned(operation)?.secured === true, operation),
    ...cookies(exchange, probe),
    ...(probe.planned(operation)?.role === 'login' ? [] : await tryOrigins(probe, success)),
  ];
}

/** Another page's origin is let in, with the visitor's credentials: two that nobody can have listed. */
async function tryOrigins(probe: Probe, { request }: Success): Promise<readonly Observation[]> {
  const origins = [`https://${canaryFor(probe, 'origin')}.example`, `https://${canaryFor(probe, 'other')}.invalid`];
  const answers: TestExchange[] = [];
  for (const origin of origins) {
    const exchange = await probe.send({ ...request, headers: [...request.headers, ['Origin', origin]] });
    if (!isOk(exchange) || fieldOf(exchange, 'access-control-allow-origin') !== origin) return [];
    if (fieldOf(exchange, 'access-control-allow-credentials')?.toLowerCase() !== 'true') return [];
    answers.push(exchange);
  }
  const usesCookies = (probe.identities.get(request.identity)?.cookies.length ?? 0) > 0;
  const [answer] = answers;
  if (answer === undefined) return [];
  return [
    observe('cors-credentials', {
      message: `Any page may read answers with the credentials of its visitor: two made-up origins came back in \`Access-Control-Allow-Origin\`, with \`Access-Control-Allow-Credentials: true\`.`,
      expected: 'only origins on a list',
      observed: describeAnswer(answer),
      signature: 'any origin',
      severity: usesCookies ? 'high' : undefined,
    }),
  ];
}

function banner({ response }: TestExchange): readonly Observation[] {
  const told = (response?.headers ?? []).filter(
    ([name, value]) =>
      /^(?:server|x-powered-by|x-aspnet(?:mvc)?-version|x-generator|x-runtime-version)$/.test(name) &&
      /\d+\.\d+|^\d/.test(value),
  );
  return told.map(([name, value]) =>
    observe('version-banner', {
      message: `The field \`${name}\` tells the version of the software: ${value.slice(0, 80)}.`,
      expected: 'no version',
      observed: value.slice(0, 80),
      signature: name,
    }),
  );
}

/** Pages, unlike data, run what they hold. */
function pageHeaders(exchange: TestExchange): readonly Observation[] {
  if (!/^text\/html\b/i.test(fieldOf(exchange, 'content-type') ?? '')) return [];
  const missing = ['content-security-policy', 'x-content-type-options'].filter(
    (name) => fieldOf(exchange, name) === undefined,
  );
  if (missing.length === 0) return [];
  return [
    observe('security-headers', {
      message: `An HTML page comes without ${missing.map((name) => `\`${name}\``).join(' and ')}.`,
      expected: missing.join(', '),
      observed: 'not there',
      signature: missing.join(' '),
    }),
  ];
}

/** Whoever shares a cache with a user would be answered with what is that user's. */
function cacheable(exchange: TestExchange, isSecured: boolean, operation: string): readonly Observation[] {
  const field = fieldOf(exchange, 'cache-control') ?? '';
  const isShared = /\bpublic\b|\bs-maxage=[1-9]/i.test(field) && !/\bno-store\b|\bprivate\b/i.test(field);
  const vary = fieldOf(exchange, 'vary') ?? '';
  if (!isSecured || !isShared || /\b(?:authorization|cookie|x-api-key)\b|\*/i.test(vary)) return [];
  return [
    observe('sensitive-cacheable', {
      operation,
      message: `\`${operation}\` needs credentials, and its answer may be kept for others: \`Cache-Control: ${field}\`.`,
      expected: 'private or no-store',
      observed: field,
      signature: 'shared cache',
    }),
  ];
}

/** Only cookies that a request is known by. */
function cookies({ response }: TestExchange, probe: Probe): readonly Observation[] {
  const known = new Set([...probe.identities.values()].flatMap((identity) => identity.cookies.map(([name]) => name)));
  return (response?.headers ?? []).flatMap(([field, value]): readonly Observation[] => {
    const name = value.split('=')[0]?.trim() ?? '';
    if (field !== 'set-cookie' || !known.has(name) || /csrf|xsrf/i.test(name) || /;\s*httponly/i.test(value)) return [];
    return [
      observe('cookie-flags', {
        message: `Scripts of a page can read the session cookie \`${name}\`: it is set without \`HttpOnly\`.`,
        expected: 'HttpOnly',
        observed: 'not there',
        signature: name,
      }),
    ];
  });
}
