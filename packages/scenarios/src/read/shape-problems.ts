import { type JsonSchema, nearestName, type Violation } from '@mockloop/schema';
import { pointerTokens } from '@mockloop/spec-parser';
import { pointerStep } from '../pointer.ts';
import type { ScenarioProblem } from '../problem.ts';
import { scenarioShape, schemaAt } from './scenario-shape.ts';

/** What the published schema says against a value, with a remedy for each. */
export function shapeProblems(value: unknown): readonly ScenarioProblem[] {
  return scenarioShape.validate(value).map((violation) => toProblem(violation, value));
}

function toProblem(violation: Violation, value: unknown): ScenarioProblem {
  const { pointer, keyword, message, params } = violation;
  const name = params.additionalProperty;
  if (keyword === 'additionalProperties' && typeof name === 'string') return unknownMember({ pointer, name, value });
  const what = pointer === '' ? 'The scenario' : `The value of ${pointer}`;
  return {
    severity: 'error',
    code: keyword === 'required' ? 'MEMBER_MISSING' : 'VALUE_INVALID',
    pointer,
    message: `${what} ${message}.`,
    advice: adviceFor(violation, value),
  };
}

interface Unknown {
  readonly pointer: string;
  readonly name: string;
  readonly value: unknown;
}

function unknownMember({ pointer, name, value }: Unknown): ScenarioProblem {
  const known = schemasAt(pointer, value).flatMap(({ properties = {} }) => Object.keys(properties));
  const meant = nearestName(name, known);
  return {
    severity: 'error',
    code: 'MEMBER_UNKNOWN',
    pointer: `${pointer}${pointerStep(name)}`,
    message: `There is no member "${name.slice(0, 100)}" here.`,
    advice: meant === undefined ? `Known here are ${known.join(', ')}.` : `Did you mean "${meant}"?`,
  };
}

function adviceFor({ pointer, keyword, params }: Violation, value: unknown): string {
  const { missingProperty: missing } = params;
  if (typeof missing === 'string') return `Add "${missing}". ${describe(`${pointer}/${missing}`, value)}`.trim();
  const given = keyword === 'enum' ? valueAt(pointer, value) : undefined;
  const allowed = schemasAt(pointer, value).flatMap((schema) => schema.enum ?? []);
  const meant = typeof given === 'string' ? nearestName(given, allowed) : undefined;
  return meant === undefined ? `Expected here: ${describe(pointer, value)}` : `Did you mean "${meant}"?`;
}

function describe(pointer: string, value: unknown): string {
  return schemasAt(pointer, value).find(({ description }) => description !== undefined)?.description ?? '';
}

function valueAt(pointer: string, value: unknown): unknown {
  return pointerTokens(pointer).reduce((at: unknown, step) => Object(at)[step] as unknown, value);
}

/** The keywords of the published schema that are read here. */
interface Keywords {
  readonly $ref?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

/** The schemas that speak of a place, the most particular description first. */
function schemasAt(pointer: string, value: unknown): readonly Keywords[] {
  const isOriginal = typeof value === 'object' && value !== null && Object.hasOwn(value, 'scenario_name');
  const { then: original = false, else: current = false } = schemaAt('#') as Keywords;
  return pointerTokens(pointer).reduce(
    (schemas: readonly Keywords[], step) => schemas.flatMap((schema) => memberOf(schema, step)),
    expand(isOriginal ? original : current),
  );
}

/** A schema, and those that it refers to or chooses from. */
function expand(schema: JsonSchema): readonly Keywords[] {
  if (typeof schema === 'boolean') return [];
  const { $ref, anyOf = [] } = schema as Keywords;
  return [schema, ...($ref === undefined ? [] : expand(schemaAt($ref))), ...anyOf.flatMap(expand)];
}

function memberOf(
  { properties = {}, additionalProperties = false, items = false }: Keywords,
  step: string,
): readonly Keywords[] {
  if (Object.hasOwn(properties, step)) return expand(properties[step] ?? false);
  return [...expand(additionalProperties), ...(/^\d+$/.test(step) ? expand(items) : [])];
}
