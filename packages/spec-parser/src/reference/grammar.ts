/** The objects of OpenAPI in which references can stand, directly or further down. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme';

/** How the objects of a field are arranged. `patterned`: a map in which keys that begin with `x-` are extensions. */
type Arrangement = 'one' | 'map' | 'patterned' | 'list' | 'oneOrList';

export type Field = readonly [Kind, Arrangement];

/**
 * Where in an object of each kind other objects stand, in every version at once: what a version does not define
 * does not occur in it, or is meant as in the version that does. All else is data, whatever its keys are called.
 */
export const GRAMMAR: Readonly<Record<Kind, ReadonlyMap<string, Field>>> = {
  document: fields({
    paths: ['pathItem', 'patterned'],
    webhooks: ['pathItem', 'map'],
    components: ['components', 'one'],
    definitions: ['schema', 'map'],
    parameters: ['parameter', 'map'],
    responses: ['response', 'map'],
    securityDefinitions: ['securityScheme', 'map'],
  }),
  components: fields({
    schemas: ['schema', 'map'],
    responses: ['response', 'map'],
    parameters: ['parameter', 'map'],
    examples: ['example', 'map'],
    requestBodies: ['requestBody', 'map'],
    headers: ['header', 'map'],
    securitySchemes: ['securityScheme', 'map'],
    links: ['link', 'map'],
    callbacks: ['callback', 'map'],
    pathItems: ['pathItem', 'map'],
    mediaTypes: ['mediaType', 'map'],
  }),
  pathItem: fields({
    parameters: ['parameter', 'list'],
    get: ['operation', 'one'],
    put: ['operation', 'one'],
    post: ['operation', 'one'],
    delete: ['operation', 'one'],
    options: ['operation', 'one'],
    head: ['operation', 'one'],
    patch: ['operation', 'one'],
    trace: ['operation', 'one'],
    query: ['operation', 'one'],
    additionalOperations: ['operation', 'map'],
  }),
  operation: fields({
    parameters: ['parameter', 'list'],
    requestBody: ['requestBody', 'one'],
    responses: ['response', 'patterned'],
    callbacks: ['callback', 'map'],
  }),
  parameter: fields({
    schema: ['schema', 'one'],
    items: ['schema', 'one'],
    content: ['mediaType', 'map'],
    examples: ['example', 'map'],
  }),
  requestBody: fields({ content: ['mediaType', 'map'] }),
  response: fields({
    headers: ['header', 'map'],
    content: ['mediaType', 'map'],
    links: ['link', 'map'],
    schema: ['schema', 'one'],
  }),
  header: fields({
    schema: ['schema', 'one'],
    items: ['schema', 'one'],
    content: ['mediaType', 'map'],
    examples: ['example', 'map'],
  }),
  mediaType: fields({
    schema: ['schema', 'one'],
    itemSchema: ['schema', 'one'],
    examples: ['example', 'map'],
    encoding: ['encoding', 'map'],
    prefixEncoding: ['encoding', 'list'],
    itemEncoding: ['encoding', 'one'],
  }),
  encoding: fields({ headers: ['header', 'map'] }),
  schema: fields({
    properties: ['schema', 'map'],
    patternProperties: ['schema', 'map'],
    dependentSchemas: ['schema', 'map'],
    dependencies: ['schema', 'map'],
    $defs: ['schema', 'map'],
    definitions: ['schema', 'map'],
    allOf: ['schema', 'list'],
    oneOf: ['schema', 'list'],
    anyOf: ['schema', 'list'],
    prefixItems: ['schema', 'list'],
    items: ['schema', 'oneOrList'],
    additionalItems: ['schema', 'one'],
    unevaluatedItems: ['schema', 'one'],
    contains: ['schema', 'one'],
    additionalProperties: ['schema', 'one'],
    unevaluatedProperties: ['schema', 'one'],
    propertyNames: ['schema', 'one'],
    contentSchema: ['schema', 'one'],
    not: ['schema', 'one'],
    if: ['schema', 'one'],
    then: ['schema', 'one'],
    else: ['schema', 'one'],
  }),
  example: fields({}),
  link: fields({}),
  // Every key is an expression that names a Path Item Object.
  callback: fields({}),
  securityScheme: fields({}),
};

function fields(table: Readonly<Record<string, Field>>): ReadonlyMap<string, Field> {
  return new Map(Object.entries(table));
}
