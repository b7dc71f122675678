import type { ApiDocument, Link, OperationEntry } from '@mockloop/spec-parser';
import { evaluateExpression, type RuntimeContext } from './runtime-expression.ts';

/**
 * The links of a response as `Link` fields (RFC 8288), one for each whose target and path parameters are known; the
 * relation is the link's name.
 *
 * @returns Names and values in turn.
 */
export function linkHeaders(links: readonly Link[], document: ApiDocument, context: RuntimeContext): string[] {
  return links.flatMap((link) => {
    const target = findTarget(link, document);
    const path = target && fillPath(target, link, context);
    return path === undefined ? [] : ['link', `<${path}>; rel="${link.name.replace(/[^\w.-]/g, '_')}"`];
  });
}

function findTarget(link: Link, document: ApiDocument): OperationEntry | undefined {
  const { operationId, operationRef } = link;
  if (operationId !== undefined) return document.operations.find((operation) => operation.operationId === operationId);
  return document.operations.find((operation) => `#${operation.pointer}` === operationRef);
}

function fillPath(target: OperationEntry, link: Link, context: RuntimeContext): string | undefined {
  const values = new Map(
    [...link.parameters].map(([name, expression]) => [
      name.replace(/^(path|query|header|cookie)\./, ''),
      evaluateExpression(expression, context),
    ]),
  );
  let isComplete = true;
  const used = new Set<string>();
  const path = target.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    used.add(name);
    const value = values.get(name);
    if (value === undefined || value === null) isComplete = false;
    return encodeURIComponent(String(value));
  });
  if (!isComplete) return undefined;
  const query = [...values]
    .filter(([name, value]) => !used.has(name) && (typeof value === 'string' || typeof value === 'number'))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return `${target.basePaths[0] ?? ''}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
