import type { Keywords } from '../model/keywords.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import type { Located, Locations } from './located.ts';
import type { Shape } from './shape.ts';

interface Addition {
  readonly schema: Keywords;
  readonly located: Located;
  readonly locations: Locations;
  readonly patternFor: (source: string) => Pattern;
}

/** Adds what a schema says of the items of an array. */
export function addItemRules(shape: Shape, { schema, located, locations }: Addition): void {
  const { prefixItems, items, contains, minContains = 1, maxContains = Infinity, unevaluatedItems } = schema;
  if (prefixItems !== undefined || items !== undefined) {
    shape.items.push({
      prefix: (prefixItems ?? []).map((item, index) => locations.below(located, item, ['prefixItems', index])),
      items: items === undefined ? undefined : locations.below(located, items, ['items']),
    });
  }
  if (contains !== undefined) {
    shape.contains.push({
      schema: locations.below(located, contains, ['contains']),
      min: minContains,
      max: maxContains,
    });
    shape.blame.set('contains', located);
  }
  if (unevaluatedItems !== undefined)
    shape.unevaluatedItems.push(locations.below(located, unevaluatedItems, ['unevaluatedItems']));
}

/** Adds what a schema says of the properties of an object. */
export function addPropertyRules(shape: Shape, { schema, located, locations, patternFor }: Addition): void {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties, propertyNames } = schema;
  for (const [name, property] of Object.entries(properties ?? {})) {
    const schemas = shape.properties.get(name) ?? [];
    shape.properties.set(name, [...schemas, locations.below(located, property, ['properties', name])]);
  }
  if (properties !== undefined || patternProperties !== undefined || additionalProperties !== undefined) {
    shape.propertyRules.push({
      named: new Set(Object.keys(properties ?? {})),
      patterns: Object.entries(patternProperties ?? {}).map(([source, property]) => ({
        matches: (name) => patternFor(source).test(name),
        source,
        schema: locations.below(located, patternFor(source).supported ? property : true, ['patternProperties', source]),
      })),
      additional:
        additionalProperties === undefined
          ? undefined
          : locations.below(located, additionalProperties, ['additionalProperties']),
    });
  }
  if (unevaluatedProperties !== undefined) {
    shape.unevaluatedProperties.push(locations.below(located, unevaluatedProperties, ['unevaluatedProperties']));
  }
  if (propertyNames !== undefined) shape.propertyNames.push(locations.below(located, propertyNames, ['propertyNames']));
}
