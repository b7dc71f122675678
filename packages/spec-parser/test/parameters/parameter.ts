import type { MediaType, Parameter, ParameterStyle } from '../../src/model.ts';

/** A parameter with the defaults of OpenAPI 3.2 §4.12.2. */
export function parameter(fields: Partial<Parameter> & Pick<Parameter, 'in'>): Parameter {
  const style = fields.style ?? DEFAULT_STYLES[fields.in];
  return {
    name: 'color',
    pointer: '/paths/~1/get/parameters/0',
    required: false,
    deprecated: false,
    style,
    explode: style === 'form' || style === 'cookie',
    allowReserved: false,
    allowEmptyValue: false,
    examples: [],
    ...fields,
  };
}

export function content(mediaType: string, fields: Partial<MediaType> = {}): MediaType {
  return { mediaType, pointer: '/content', examples: [], encoding: new Map(), ...fields };
}

const DEFAULT_STYLES: Record<Parameter['in'], ParameterStyle> = {
  path: 'simple',
  header: 'simple',
  query: 'form',
  querystring: 'form',
  cookie: 'form',
};
