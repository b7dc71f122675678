import type { ASTNode } from '@marcbachmann/cel-js';

export type RequestField = 'method' | 'path' | 'params' | 'query' | 'headers' | 'cookies' | 'body';

/** The member of `request` that a node names, if it does. That there is such a member, the type check sees to. */
export function requestField(node: ASTNode, names: readonly string[]): RequestField | undefined {
  if (node.op !== '.' || names.includes('request')) return undefined;
  const [object, name] = node.args;
  return object.op === 'id' && object.args === 'request' ? (name as RequestField) : undefined;
}
