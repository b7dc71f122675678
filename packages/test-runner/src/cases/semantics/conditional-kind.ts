import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import { readingOperations, readOnce } from './target-of.ts';

/** Where an answer has an `ETag`: asks again, and then only for what has changed. */
export const NONE_MATCH_KIND: CaseKind = {
  kind: 'if-none-match',
  phase: 'semantics',
  *propose(view) {
    for (const { key } of readingOperations(view))
      yield { operation: key, title: 'read it again if it has changed', input: {} };
  },
  async run({ operation: key }, probe) {
    const success = await readOnce(probe, key);
    const tag = success && tagOf(success.exchange);
    if (success === undefined || tag === undefined) return [];
    const again = await probe.send(success.request, { operation: key });
    return [
      ...unstable(success.exchange, again),
      ...(await ignored(probe, success, { key, tag: tagOf(again) ?? tag })),
    ];
  },
};

function tagOf({ response }: TestExchange): string | undefined {
  return headerOf(response?.headers ?? [], 'etag');
}

/** A strong tag names these bytes and no others (RFC 9110 §8.8.1). */
function unstable(first: TestExchange, again: TestExchange): readonly Observation[] {
  const [a, b] = [tagOf(first), tagOf(again)];
  const isSame =
    first.response !== undefined &&
    again.response !== undefined &&
    Buffer.compare(first.response.body, again.response.body) === 0;
  if (!isSame || a === undefined || b === undefined || a === b || again.response?.status !== 200) return [];
  return [
    {
      check: 'etag-unstable',
      message: `The same body came twice, once with \`ETag: ${a}\` and once with \`ETag: ${b}\`.`,
      expected: a,
      observed: b,
      signature: 'ETag changes though the body does not',
    },
  ];
}

async function ignored(
  probe: Probe,
  { request }: Success,
  { key, tag }: { readonly key: string | undefined; readonly tag: string },
): Promise<readonly Observation[]> {
  const headers = [...request.headers, ['If-None-Match', tag] as const];
  const { response } = await probe.send({ ...request, headers }, { operation: null });
  // The answer itself says that it is the one that the client has.
  const isSame = response?.status === 200 && headerOf(response.headers, 'etag') === tag;
  if (!isSame) return [];
  return [
    {
      check: 'etag-ignored',
      message: `\`${key}\` with \`If-None-Match: ${tag}\` is answered 200 with all of the body, and with that same \`ETag\`.`,
      expected: '304',
      observed: '200',
      signature: 'If-None-Match ignored',
    },
  ];
}
