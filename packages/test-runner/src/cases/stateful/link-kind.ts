import { type Link, pointerTokens, type ResponseObject } from '@mockloop/spec-parser';
import { responseFor } from '../../requests/response-for.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { getAt, isId, isObject } from '../../succeed/json-value.ts';
import { templateNames } from '../../succeed/resource-paths.ts';
import { call } from './call.ts';
import { keepsState } from './thing.ts';
import { shown } from './written-differences.ts';

/** Follows the links that the document has from what an operation answers. */
export const LINK_KIND: CaseKind = {
  kind: 'follow-link',
  phase: 'stateful',
  *propose(view) {
    if (!keepsState(view)) return;
    for (const { key } of view.operations)
      for (const link of linksOf(view.operation(key)?.responses ?? [])) {
        const target = targetOf(link, view);
        if (target?.startsWith('GET ') !== true) continue;
        const input = { from: key, link: link.name, target };
        yield { operation: target, title: `follow the link ${link.name} of ${key}`, input };
      }
  },
  async run({ input }, probe) {
    if (!isObject(input)) return [];
    const { from, link: name, target } = input;
    if (typeof from !== 'string' || typeof target !== 'string') return [];
    const operation = probe.operation(from);
    const success = await probe.succeed(from);
    if (operation === undefined || success === undefined) return [];
    const link = responseFor(operation, success.exchange.response?.status ?? 0)?.links.find((one) => one.name === name);
    const path = link && pathFor(link, target, success);
    if (link === undefined || path === undefined) return [];
    const called = await call(probe, target, { at: { resource: '', identity: probe.mainIdentity, path } });
    if (called?.status !== 404 && called?.status !== 410) return [];
    return [
      {
        check: 'link-dead',
        message: `The link \`${link.name}\` of \`${from}\` leads to \`${target}\` with ${path.map(([one, value]) => `${one} ${shown(value)}`).join(', ')}, which answers ${called.status}.`,
        expected: '2xx',
        observed: String(called.status),
        signature: `link ${link.name} of ${from} dead`,
        pointer: link.pointer,
      },
    ];
  },
};

function linksOf(responses: readonly ResponseObject[]): readonly Link[] {
  return responses.filter(({ status }) => status.startsWith('2')).flatMap(({ links }) => links);
}

function targetOf({ operationId, operationRef }: Link, { document }: RunView): string | undefined {
  if (operationId !== undefined) return document.operations.find((entry) => entry.operationId === operationId)?.key;
  return operationRef?.startsWith('#') === true
    ? document.operations.find((entry) => entry.pointer === operationRef.slice(1))?.key
    : undefined;
}

/** Values of all parameters of the target's path, out of the answer's body; other expressions are not read. */
function pathFor({ parameters }: Link, target: string, { value }: Success): [string, unknown][] | undefined {
  const names = templateNames(target.slice(target.indexOf(' ') + 1));
  const values = names.map((name): [string, unknown] => {
    const expression = parameters.get(name) ?? parameters.get(`path.${name}`);
    const pointer = typeof expression === 'string' ? /^\$response\.body#(.*)$/s.exec(expression)?.[1] : undefined;
    return [name, pointer === undefined ? undefined : getAt(value, pointerTokens(pointer))];
  });
  return names.length > 0 && values.every(([, one]) => isId(one)) ? values : undefined;
}
