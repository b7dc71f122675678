import type { OperationEntry } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { nodeAt, type ReadContext } from '../operation/read-context.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { Finding, Report } from './report.ts';

/** Checks what concerns several operations at once: paths that mean the same, and ids that are not unique. */
export function checkPaths(context: ReadContext, operations: readonly OperationEntry[], report: Report): void {
  const firstWithTemplate = new Map<string, string>();
  const firstWithId = new Map<string, OperationEntry>();
  for (const entry of operations) {
    const template = entry.path.replaceAll(/\{[^{}]*\}/g, '{}');
    const samePath = firstWithTemplate.get(template) ?? entry.path;
    firstWithTemplate.set(template, samePath);
    if (samePath !== entry.path && !firstWithTemplate.has(`${template} ${entry.path}`)) {
      firstWithTemplate.set(`${template} ${entry.path}`, entry.path);
      report.add(nodeAt(context, entry.pointer), ambiguousPath(samePath, entry.path));
    }
    if (entry.operationId === undefined) continue;
    const sameId = firstWithId.get(entry.operationId);
    if (sameId === undefined) firstWithId.set(entry.operationId, entry);
    else report.add(nodeAt(context, entry.pointer), repeatedId(entry.operationId, sameId, entry));
  }
}

/** Checks what stands at the top of a document. */
export function checkTop(root: Node, report: Report): void {
  if (!isObject(own(root.value, 'info'))) {
    report.add(root, {
      code: 'INFO_MISSING',
      message: 'The document has no `info`.',
      advice: 'Add `info` with `title` and `version`.',
    });
  }
}

/** Checks that the variables of servers say what they stand for. */
export function checkServers(owner: Node, report: Report): void {
  for (const server of items(child(owner, 'servers'))) {
    const url = ownString(server.value, 'url') ?? '';
    const variables = child(server, 'variables');
    const declared = new Set(variables === undefined ? [] : entries(variables).map(([name]) => name));
    for (const [, name = ''] of url.matchAll(/\{([^{}]+)\}/g)) {
      if (declared.has(name)) continue;
      report.add(server, {
        code: 'SERVER_VARIABLE_UNDECLARED',
        message: `The variable \`${name}\` of the server \`${url}\` is not declared.`,
        advice: 'Add it to `variables`, with a `default`.',
      });
    }
  }
}

function ambiguousPath(first: string, second: string): Finding {
  return {
    code: 'PATH_AMBIGUOUS',
    message: `The paths \`${first}\` and \`${second}\` match the same requests.`,
    advice: 'Give both the same parameter names, in one path.',
  };
}

function repeatedId(id: string, first: OperationEntry, second: OperationEntry): Finding {
  return {
    code: 'OPERATION_ID_REPEATED',
    message: `${first.key} and ${second.key} have the same operationId \`${id}\`.`,
    advice: 'Give each operation an id of its own.',
  };
}
