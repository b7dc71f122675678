import type { TestResponse } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { methodsAt } from '../../requests/methods-at.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import { readingOperations, readOnce } from './target-of.ts';

/** Sends HEAD where GET is answered 200: the same comes back, without the body. */
export const HEAD_KIND: CaseKind = {
  kind: 'head-like-get',
  phase: 'semantics',
  *propose(view) {
    for (const { key, path } of readingOperations(view)) yield { operation: key, title: `HEAD ${path}`, input: null };
  },
  async run({ operation }, probe) {
    const success = await readOnce(probe, operation);
    const first = success?.exchange.response;
    if (success === undefined || first === undefined) return [];
    // A document that has HEAD there says itself what it is answered with.
    if (methodsAt(success.request.target, probe.document).has('HEAD')) return [];
    const head = await probe.send({ ...success.request, method: 'HEAD' }, { operation: null });
    const second = await probe.send(success.request, { operation });
    if (head.response === undefined || second.response?.status !== 200) return [];
    return [
      ...statusDiffers(head.response),
      ...(head.response.status === 200 ? fieldsDiffer(head.response, [first, second.response]) : []),
    ];
  },
};

/** Everything else than a 2xx differs from the 200 of GET; that there is no HEAD at all is common, and told as information. */
function statusDiffers({ status }: TestResponse): readonly Observation[] {
  if (status >= 200 && status < 300) return [];
  // Throttled, or kept away by something in between.
  if (status === 429 || (status >= 500 && status !== 501 && status !== 500)) return [];
  const isAbsent = status === 405 || status === 501;
  return [
    {
      check: 'head-differs',
      message: `GET is answered 200 there, before and after, and HEAD ${status}.`,
      expected: '200',
      observed: String(status),
      signature: isAbsent ? 'no HEAD' : `HEAD answers ${status}`,
      ...(isAbsent ? { severity: 'info' as const } : {}),
    },
  ];
}

const FIELDS = ['content-type', 'content-length', 'etag', 'location'] as const;

/** A field counts where GET sends it the same twice. */
function fieldsDiffer(head: TestResponse, reads: readonly TestResponse[]): readonly Observation[] {
  const [first] = reads;
  return FIELDS.flatMap((name) => {
    const expected = headerOf(first?.headers ?? [], name);
    const observed = headerOf(head.headers, name);
    const isStable = reads.every(({ headers }) => headerOf(headers, name) === expected);
    // A length may be left out, and packing changes it (RFC 9110 §8.6).
    const isPacked = reads.some(({ headers }) => headerOf(headers, 'content-encoding') !== undefined);
    if (!isStable || isPacked || expected === undefined || observed === undefined || observed === expected) return [];
    return [
      {
        check: 'head-differs',
        message: `GET is answered with \`${name}: ${expected}\`, and HEAD with \`${name}: ${observed}\`.`,
        expected,
        observed,
        signature: `HEAD has another ${name}`,
      },
    ];
  });
}
