import type { TypeName } from '../model/keywords.ts';
import { contradiction } from './contradictions.ts';
import type { Impossible, Shape } from './shape.ts';

/** The types that an instance can have, best first: those asked for, else those the keywords speak of, else any text. */
export function typesOf(shape: Shape): readonly TypeName[] {
  const types = (shape.types ?? inferTypes(shape)).filter((type) => contradiction(shape, type) === undefined);
  return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null')];
}

/** Why no type is left, if so. */
export function noTypeLeft(shape: Shape): Impossible | undefined {
  const types = shape.types ?? inferTypes(shape);
  const contradictions = types.map((type) => contradiction(shape, type));
  return contradictions.includes(undefined) ? undefined : contradictions[0];
}

/** Whether nothing says which type is meant. */
export function isUntyped(shape: Shape): boolean {
  return shape.types === undefined && speaking(shape).length === 0;
}

function inferTypes(shape: Shape): readonly TypeName[] {
  const spoken = speaking(shape);
  const all: readonly TypeName[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];
  return [
    ...spoken,
    ...['string' as const, ...all].filter(
      (type, index, list) => !spoken.includes(type) && list.indexOf(type) === index,
    ),
  ];
}

function speaking(shape: Shape): readonly TypeName[] {
  const { blame } = shape;
  const types: TypeName[] = [];
  const isObject = shape.properties.size > 0 || shape.required.size > 0 || shape.propertyRules.length > 0;
  if (isObject || shape.propertyNames.length > 0 || blame.has('minProperties') || blame.has('maxProperties'))
    types.push('object');
  if (
    shape.items.length > 0 ||
    shape.contains.length > 0 ||
    blame.has('minItems') ||
    blame.has('maxItems') ||
    shape.uniqueItems
  ) {
    types.push('array');
  }
  const isNumber = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].some((name) =>
    blame.has(name),
  );
  if (isNumber || shape.formats.some((format) => NUMBER_FORMATS.has(format))) types.push('number');
  if (
    ['minLength', 'maxLength', 'pattern'].some((name) => blame.has(name)) ||
    (shape.formats.length > 0 && types.length === 0)
  ) {
    types.push('string');
  }
  return types;
}

const NUMBER_FORMATS = new Set(['int32', 'int64', 'float', 'double']);
