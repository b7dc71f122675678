import { Environment } from '@marcbachmann/cel-js';

/** Longer or larger expressions are refused; the longest in the packs has 200 characters. */
export const MAX_EXPRESSION_LENGTH = 4_000;

const TEXTS = 'map<string, string>';

/** The members of `request` that expressions know, with their CEL types. */
const REQUEST_FIELDS: Readonly<Record<string, string>> = {
  method: 'string',
  path: 'string',
  params: TEXTS,
  query: TEXTS,
  headers: TEXTS,
  cookies: TEXTS,
  body: 'dyn',
};

/** The library parses and checks types; what it would compute is never asked for (see `compileExpression`). */
const unused = (): never => {
  throw new TypeError('Expressions are evaluated by compileNode');
};

/** For conditions: `request` and `state`. */
export const conditionEnvironment: Environment = createConditionEnvironment();

/** For templates in header fields: also functions that draw from a seed. */
export const headerEnvironment: Environment = conditionEnvironment
  .clone()
  .registerFunction('uuid(): string', unused)
  .registerFunction('integer(dyn, dyn): int', unused)
  .registerFunction('choice(list<dyn>): dyn', unused)
  .registerFunction('now(): string', unused);

/** For templates of bodies: also `generated`. */
export const templateEnvironment: Environment = headerEnvironment.clone().registerVariable('generated', 'dyn');

function createConditionEnvironment(): Environment {
  const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 500, maxMapEntries: 500, maxCallArguments: 8 };
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits })
    .registerType('Request', { fields: REQUEST_FIELDS })
    .registerVariable('request', 'Request')
    .registerVariable('state', 'map<string, dyn>')
    .registerOperator('double % double: double', unused)
    .registerOperator('int == double: bool', unused)
    .registerFunction('int(google.protobuf.Timestamp): int', unused)
    .registerFunction('string(google.protobuf.Timestamp): string', unused);
  // JSON has one kind of number, so whole and other numbers mix here as they do there.
  for (const operator of ['+', '-', '*', '/', '%']) {
    environment.registerOperator(`int ${operator} double: double`, unused);
    environment.registerOperator(`double ${operator} int: double`, unused);
  }
  return environment;
}
