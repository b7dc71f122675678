import type { Parameter } from '../model.ts';
import { createParameterReader, type ParameterProblem } from './parameter-reader.ts';
import { ANY_SHAPE, type ValueShape } from './value-shape.ts';

/**
 * Reads one parameter's text, as `serializeParameter` writes it.
 *
 * @returns Its value with strings as leaves (`undefined` where the text does not contain it), or what is wrong with it.
 */
export function parseParameter(
  parameter: Parameter,
  text: string,
  shape: ValueShape = ANY_SHAPE,
): { readonly value: unknown } | { readonly problem: ParameterProblem } {
  const { values, problems } = createParameterReader([parameter], { shapes: [shape] }).read({
    captures: [text],
    query: text,
    header: () => text,
  });
  const [problem] = problems;
  return problem === undefined ? { value: values[0] } : { problem };
}
