import { matchMediaType } from '@mockloop/body';
import type { Operation } from '@mockloop/spec-parser';
import { headerOf } from '../../requests/read-answer.ts';
import { responseFor } from '../../requests/response-for.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import { isObject } from '../../succeed/json-value.ts';
import { readingOperations, readOnce } from './target-of.ts';

const MAX_TYPES = 4;

/** Asks for each of the media types that the document has, where there are several. */
export const ACCEPT_KIND: CaseKind = {
  kind: 'accept-each',
  phase: 'semantics',
  *propose(view) {
    for (const { key } of readingOperations(view)) {
      const operation = view.operation(key);
      const types = operation === undefined ? [] : typesOf(operation);
      if (types.length < 2) continue;
      for (const type of types.slice(0, MAX_TYPES)) yield { operation: key, title: `Accept: ${type}`, input: { type } };
    }
  },
  async run({ operation: key, input }, probe) {
    const type = isObject(input) ? input.type : undefined;
    const success = await readOnce(probe, key);
    if (success === undefined || typeof type !== 'string') return [];
    const headers = [
      ...success.request.headers.filter(([name]) => name.toLowerCase() !== 'accept'),
      ['Accept', type] as const,
    ];
    const { response } = await probe.send({ ...success.request, headers }, { operation: key });
    const got = headerOf(response?.headers ?? [], 'content-type');
    const isOther = response?.status === 200 && got !== undefined && matchMediaType(type, got) === false;
    if (!isOther && response?.status !== 406) return [];
    return [
      {
        check: 'accept-ignored',
        message: `The document has \`${type}\` for \`${key}\`, and \`Accept: ${type}\` is answered ${response.status === 406 ? '406' : `with \`${got}\``}.`,
        expected: type,
        observed: response.status === 406 ? '406' : (got ?? ''),
        signature: `${type} not given`,
      },
    ];
  },
};

/** Those without wildcards and parameters, of a 200. */
function typesOf(operation: Operation): readonly string[] {
  const content = responseFor(operation, 200)?.content ?? [];
  const types = content.map(({ mediaType }) => mediaType.split(';')[0]?.trim() ?? '');
  return [...new Set(types.filter((type) => /^[\w.+-]+\/[\w.+-]+$/.test(type)))];
}
