import type { LoggedViolation } from '@mockloop/log-store';
import type { CompiledSchema, Schemas } from '@mockloop/schema';
import {
  type ApiDocument,
  createParameterReader,
  type Operation,
  type Parameter,
  type ParameterSource,
  shapeOf,
} from '@mockloop/spec-parser';
import { parsePathTemplate } from './path-template.ts';
import { toViolation } from './violation.ts';

/** Says how the parameters of a request break the document. */
export type ParameterCheck = (source: ParameterSource) => readonly LoggedViolation[];

const NONE: readonly LoggedViolation[] = [];

interface CheckedParameter {
  readonly parameter: Parameter;
  readonly location: readonly string[];
  readonly schema: CompiledSchema | undefined;
}

/** Prepares the check of an operation's parameters; a request then costs one pass over its query. */
export function compileParameterCheck(
  operation: Operation,
  context: { document: ApiDocument; schemas: Schemas },
): ParameterCheck {
  const pathNames = parsePathTemplate(operation.path).names;
  // A path parameter that its template does not have cannot be sent.
  const parameters = operation.parameters.filter(
    ({ in: location, name }) => location !== 'path' || pathNames.includes(name),
  );
  if (parameters.length === 0) return () => NONE;
  const lookup = (uri: string): ReturnType<ApiDocument['schema']> => context.document.schema(uri);
  const checked = parameters.map((parameter): CheckedParameter => {
    const uri = parameter.schema ?? parameter.content?.schema;
    return {
      parameter,
      location: [parameter.in, parameter.name],
      schema: uri === undefined ? undefined : context.schemas.compile(uri, 'request'),
    };
  });
  const reader = createParameterReader(parameters, {
    shapes: checked.map(({ schema }) => (schema === undefined ? undefined : shapeOf(lookup(schema.uri), lookup))),
    pathNames,
  });
  return (source) => {
    const { values, problems } = reader.read(source);
    let violations: LoggedViolation[] | undefined;
    for (let index = 0; index < checked.length; index++) {
      const one = checked[index];
      if (one === undefined || problems.some(({ parameter }) => parameter === one.parameter)) continue;
      const found = checkValue(one, values[index]);
      if (found.length > 0) violations = [...(violations ?? []), ...found];
    }
    if (problems.length === 0) return violations ?? NONE;
    return [
      ...(violations ?? []),
      ...problems.map(({ parameter, code, message }) => ({
        location: [parameter.in, parameter.name],
        severity: 'Error' as const,
        code,
        message: `${parameter.in} parameter "${parameter.name}" ${message}`,
      })),
    ];
  };
}

function checkValue({ parameter, location, schema }: CheckedParameter, value: unknown): readonly LoggedViolation[] {
  const { name, required, allowEmptyValue } = parameter;
  if (value === undefined) {
    return required
      ? [{ location, severity: 'Error', code: 'required', message: `${parameter.in} parameter "${name}" is missing` }]
      : NONE;
  }
  if (schema === undefined || (value === '' && allowEmptyValue)) return NONE;
  const instance = schema.coerce(value);
  if (schema.isValid(instance)) return NONE;
  return schema
    .validate(instance)
    .map((violation) => toViolation(location, violation, `${parameter.in} parameter "${name}"`));
}
