import type { Parameter, ParameterLocation, ParameterStyle } from '../model.ts';
import { child, type Node } from '../node.ts';
import { own, ownString } from '../plain-object.ts';
import { readContent, schemaIn } from './read-content.ts';
import type { ReadContext } from './read-context.ts';
import { readExamples } from './read-examples.ts';

/** The styles that each location allows, its default first (OpenAPI 3.2 §4.8.12.2). */
const STYLES: Readonly<Record<ParameterLocation, readonly ParameterStyle[]>> = {
  path: ['simple', 'matrix', 'label'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** Header parameters that the specification says to ignore: other fields describe them (OpenAPI 3.1 §4.8.12.2). */
export const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/**
 * A Parameter Object of OpenAPI 3.x, already resolved; undefined where it has no usable name or location, or is to be
 * ignored.
 *
 * @throws {SpecError} where a reference in its content leads nowhere.
 */
export function readParameter(context: ReadContext, node: Node): Parameter | undefined {
  const { value } = node;
  const name = ownString(value, 'name');
  const location = own(value, 'in');
  if (name === undefined || !isLocation(location)) return undefined;
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const style = styleOf(location, own(value, 'style'));
  const explode = own(value, 'explode');
  return {
    name,
    in: location,
    pointer: node.at,
    required: location === 'path' || own(value, 'required') === true,
    deprecated: own(value, 'deprecated') === true,
    description: ownString(value, 'description'),
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    allowReserved: own(value, 'allowReserved') === true,
    allowEmptyValue: own(value, 'allowEmptyValue') === true,
    schema: schemaIn(context, node, 'schema'),
    content: readContent(context, child(node, 'content'))[0],
    examples: readExamples(context, node),
  };
}

function styleOf(location: ParameterLocation, style: unknown): ParameterStyle {
  const [preset, ...others] = STYLES[location];
  return others.find((candidate) => candidate === style) ?? (preset as ParameterStyle);
}

function isLocation(value: unknown): value is ParameterLocation {
  return typeof value === 'string' && Object.hasOwn(STYLES, value);
}
