import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import { readingOperations, readOnce } from './target-of.ts';

/** Where a server says that it takes ranges: asks for the first byte. */
export const RANGE_KIND: CaseKind = {
  kind: 'first-byte',
  phase: 'semantics',
  *propose(view) {
    for (const { key } of readingOperations(view)) yield { operation: key, title: 'read its first byte', input: {} };
  },
  async run({ operation: key }, probe) {
    const success = await readOnce(probe, key);
    const { headers = [], body } = success?.exchange.response ?? {};
    const isPacked = headerOf(headers, 'content-encoding') !== undefined;
    if (success === undefined || body === undefined || body.length < 2 || isPacked) return [];
    if (headerOf(headers, 'accept-ranges')?.toLowerCase() !== 'bytes') return [];
    const request = { ...success.request, headers: [...success.request.headers, ['Range', 'bytes=0-0'] as const] };
    const { response } = await probe.send(request, { operation: null });
    // A server may ignore ranges at any time (RFC 9110 §14.2).
    if (response?.status !== 206) return [];
    const range = headerOf(response.headers, 'content-range') ?? '';
    if (response.body.length === 1 && response.body[0] === body[0] && /^bytes 0-0\/(?:\d+|\*)$/.test(range)) return [];
    return [
      {
        check: 'range-wrong',
        message: `\`${key}\` with \`Range: bytes=0-0\` is answered 206 with ${response.body.length} bytes and \`Content-Range: ${range}\`.`,
        expected: 'the first byte, and `Content-Range: bytes 0-0/…`',
        observed: `${response.body.length} bytes, ${range}`,
        signature: 'range answered wrongly',
      },
    ];
  },
};
