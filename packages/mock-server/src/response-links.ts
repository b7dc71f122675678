import type { ApiDocument, Link, OperationEntry } from '@mockloop/spec-parser';
import type { Answer } from './answer.ts';
import { compileExpression, type RuntimeContext } from './runtime-expression.ts';

/** Gives the links of one exchange as `Link` fields, names and values in turn. */
export type LinkWriter = (context: RuntimeContext) => readonly string[];

/**
 * Prepares the links of a response (RFC 8288): each becomes a field where its target is known and the exchange gives
 * every path parameter; the relation is the link's name.
 *
 * @returns `undefined` where there is nothing to write.
 */
export function compileLinks(links: readonly Link[], document: ApiDocument): LinkWriter | undefined {
  const writers = links.flatMap((link) => {
    const target = findTarget(link, document);
    return target === undefined ? [] : [compileLink(link, target)];
  });
  return writers.length === 0 ? undefined : (context) => writers.flatMap((write) => write(context));
}

/**
 * The answer with the paths in its `Link` fields below a prefix, that of the world that the request's path named. Those
 * that are below it already, and whole URLs, stay as they are.
 */
export function linksWithin(answer: Answer, prefix: string): Answer {
  if (prefix === '') return answer;
  const place = (links: string): string =>
    links.replace(/<(?=\/(?!\/))/g, (open, at: number) =>
      links.startsWith(`${prefix}/`, at + 1) ? open : open + prefix,
    );
  const headers = answer.headers.map((value, index, all) =>
    index % 2 === 1 && all[index - 1]?.toLowerCase() === 'link' ? place(value) : value,
  );
  return { ...answer, headers, logged: undefined };
}

function findTarget({ operationId, operationRef }: Link, { operations }: ApiDocument): OperationEntry | undefined {
  if (operationId !== undefined) return operations.find((operation) => operation.operationId === operationId);
  return operations.find((operation) => `#${operation.pointer}` === operationRef);
}

function compileLink(link: Link, target: OperationEntry): LinkWriter {
  const relation = link.name.replace(/[^\w.-]/g, '_');
  const expressions = [...link.parameters].map(
    ([name, expression]) => [name.replace(/^(path|query|header|cookie)\./, ''), compileExpression(expression)] as const,
  );
  const template = `${target.basePaths[0] ?? ''}${target.path}`
    .split(/\{([^{}]+)\}/)
    .map((part, index) => (index % 2 === 0 ? encodeURI(part) : part));
  const inPath = new Set(template.filter((_, index) => index % 2 === 1));
  return (context) => {
    const values = new Map(expressions.map(([name, evaluate]) => [name, evaluate(context)]));
    const path = fillPath(template, values);
    if (path === undefined) return [];
    const query = [...values]
      .filter(([name, value]) => !inPath.has(name) && isScalar(value))
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
    return ['link', `<${path}${query.length === 0 ? '' : `?${query.join('&')}`}>; rel="${relation}"`];
  };
}

/** @param template Texts and names of parameters in turn. */
function fillPath(template: readonly string[], values: ReadonlyMap<string, unknown>): string | undefined {
  let path = '';
  for (const [index, part] of template.entries()) {
    const value = index % 2 === 0 ? part : values.get(part);
    if (!isScalar(value)) return undefined;
    path += index % 2 === 0 ? part : encodeURIComponent(String(value));
  }
  return path;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
