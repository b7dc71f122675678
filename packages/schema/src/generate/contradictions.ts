import type { TypeName } from '../model/keywords.ts';
import { MAX_TEXT, MAX_VALUES } from './limits.ts';
import type { Located } from './located.ts';
import { numberRange } from './number-range.ts';
import { type Impossible, impossible, type Shape } from './shape.ts';

/** Why an instance of this type cannot meet its own keywords, if so. */
export function contradiction(shape: Shape, type: TypeName): Impossible | undefined {
  switch (type) {
    case 'integer':
    case 'number':
      return numberContradiction(shape, type === 'integer');
    case 'string':
      return stringContradiction(shape);
    case 'array':
      return countContradiction(shape, 'minItems', 'maxItems');
    case 'object':
      return countContradiction(shape, 'minProperties', 'maxProperties');
    default:
      return undefined;
  }
}

function numberContradiction(shape: Shape, integer: boolean): Impossible | undefined {
  if (numberRange(shape, integer) !== undefined) return undefined;
  const keyword = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf', 'type'].find((name) =>
    shape.blame.has(name),
  );
  return blamed(shape, keyword ?? 'type', 'no number is within the bounds');
}

function stringContradiction(shape: Shape): Impossible | undefined {
  const { minLength, maxLength } = shape;
  if (minLength > maxLength)
    return blamed(shape, 'minLength', `no text has ${minLength} characters at least and ${maxLength} at most`);
  if (minLength <= MAX_TEXT) return undefined;
  return blamed(
    shape,
    'minLength',
    `texts of more than ${MAX_TEXT} characters are not generated, and it asks for ${minLength}`,
  );
}

function countContradiction(
  shape: Shape,
  min: 'minItems' | 'minProperties',
  max: 'maxItems' | 'maxProperties',
): Impossible | undefined {
  if (shape[min] > shape[max])
    return blamed(shape, min, `nothing has ${shape[min]} at least and ${shape[max]} at most`);
  if (shape[min] <= MAX_VALUES) return undefined;
  return blamed(shape, min, `more than ${MAX_VALUES} values are not generated, and it asks for ${shape[min]}`);
}

const NOWHERE: Located = { id: 0, schema: true, uri: '', pointer: '' };

/** Names the keyword at the schema that set it. */
export function blamed(shape: Shape, keyword: string, message: string): Impossible {
  const at = shape.blame.get(keyword) ?? shape.blame.values().next().value ?? NOWHERE;
  return impossible(keyword, at, message);
}
