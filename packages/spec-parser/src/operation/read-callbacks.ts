import type { Callback } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { isObject } from '../plain-object.ts';
import { PathItem } from './path-item.ts';
import type { ReadContext } from './read-context.ts';

/** The operations of the callbacks of an operation. Those whose reference leads nowhere are left out. */
export function readCallbacks({ references }: ReadContext, operation: Node): Callback[] {
  const callbacks = child(operation, 'callbacks');
  return (callbacks === undefined ? [] : entries(callbacks)).flatMap(([name, reference]) => {
    const callback = references.tryResolve(reference);
    const expressions = callback === undefined ? [] : entries(callback).filter(([key]) => !key.startsWith('x-'));
    return expressions.flatMap(([expression, node]) => {
      if (references.tryResolve(node) === undefined) return [];
      const operations = new PathItem(node, references).operations.filter(([, { value }]) => isObject(value));
      return operations.map(([method, { at }]) => ({ name, expression, method, pointer: at }));
    });
  });
}
