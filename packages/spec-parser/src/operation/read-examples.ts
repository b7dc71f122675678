import type { Example } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { ReadContext } from './read-context.ts';

/**
 * The `example` and `examples` of a parameter, header or media type (OpenAPI 3.2 §4.8.19). Those whose reference leads
 * nowhere are left out.
 */
export function readExamples(context: ReadContext, owner: Node): Example[] {
  const single = child(owner, 'example');
  const named = child(owner, 'examples');
  return [
    ...(single === undefined ? [] : [{ name: '', pointer: single.at, value: single.value }]),
    ...(named === undefined ? [] : entries(named).flatMap(([name, node]) => readExample(context, name, node))),
  ];
}

function readExample(context: ReadContext, name: string, node: Node): Example[] {
  const { value, at } = context.references.tryResolve(node) ?? { value: undefined, at: node.at };
  if (!isObject(value)) return [];
  const summary = ownString(value, 'summary');
  const external = ownString(value, 'externalValue');
  const serialized = ownString(value, 'serializedValue');
  const key = ['dataValue', 'value'].find((candidate) => Object.hasOwn(value, candidate));
  if (key !== undefined) return [{ name, pointer: at, summary, value: own(value, key), serialized }];
  if (serialized !== undefined) return [{ name, pointer: at, summary, serialized }];
  return external === undefined ? [] : readExternal(context, { name, pointer: at, summary }, { node, external });
}

interface ExternalValue {
  readonly node: Node;
  readonly external: string;
}

/** From the file that was loaded for it; nothing where it could not be had. */
function readExternal({ references }: ReadContext, example: Example, { node, external }: ExternalValue): Example[] {
  const found = references.find(external, references.tryResolve(node) ?? node);
  if ('missing' in found || typeof found.value !== 'string') return [];
  const serialized = found.value;
  return [{ ...example, serialized, ...parsed(serialized) }];
}

function parsed(text: string): { value?: unknown } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {};
  }
}
