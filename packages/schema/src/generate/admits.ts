import type { Keywords, Schema, TypeName } from '../model/keywords.ts';
import { isOfType } from './fits.ts';
import type { Graph, Node } from './graph.ts';
import type { Shape } from './shape.ts';
import { typesOf } from './types-of.ts';
import { listedValues, without } from './values.ts';

/** Whether nothing is seen to speak against an instance of a node that also meets a schema as `negate` makes them. */
export function admits(graph: Graph, node: Node, schema: Schema): boolean {
  const { shape } = node;
  if (typeof schema === 'boolean') return schema;
  if (shape.never !== undefined || !admitsType(shape, schema.type) || !admitsBounds(shape, schema)) return false;
  const excluded = schema.not === undefined ? undefined : listedValues(schema.not);
  if (excluded !== undefined && shape.values !== undefined && without(shape.values, excluded).length === 0)
    return false;
  if (!(schema.allOf ?? []).every((part) => admits(graph, node, part))) return false;
  return admitsProperties(graph, node, schema) && admitsItems(graph, node, schema);
}

function admitsType(shape: Shape, types: readonly TypeName[] | undefined): boolean {
  if (types === undefined) return true;
  if (shape.values !== undefined) return shape.values.some((value) => types.some((type) => isOfType(value, type)));
  return typesOf(shape).some((type) => types.includes(type) || (type === 'integer' && types.includes('number')));
}

function admitsBounds(shape: Shape, schema: Keywords): boolean {
  const low = Math.max(shape.minimum, schema.minimum ?? -Infinity);
  const high = Math.min(shape.maximum, schema.maximum ?? Infinity);
  const isInteger = shape.types !== undefined && !shape.types.includes('number');
  return (
    (isInteger ? Math.ceil(low) <= Math.floor(high) : low <= high) &&
    Math.max(shape.minLength, schema.minLength ?? 0) <= Math.min(shape.maxLength, schema.maxLength ?? Infinity) &&
    Math.max(shape.minItems, schema.minItems ?? 0) <= Math.min(shape.maxItems, schema.maxItems ?? Infinity) &&
    Math.max(shape.minProperties, schema.minProperties ?? 0) <=
      Math.min(shape.maxProperties, schema.maxProperties ?? Infinity)
  );
}

function admitsProperties(graph: Graph, node: Node, { properties = {}, required = [] }: Keywords): boolean {
  return Object.keys(properties).every((name) => {
    const property = properties[name] ?? true;
    if (property === false) return !node.shape.required.has(name);
    if (!required.includes(name)) return true;
    const present = graph.property(node, name);
    return !graph.isHidden(present) && admits(graph, present, property);
  });
}

function admitsItems(graph: Graph, node: Node, { items, minItems = 0 }: Keywords): boolean {
  return items === undefined || minItems === 0 || admits(graph, graph.item(node, minItems - 1), items);
}
