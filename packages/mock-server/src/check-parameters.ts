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

/** A parameter as a request has it. */
export interface ReadParameter {
  readonly parameter: Parameter;
  readonly schema: CompiledSchema | undefined;
  /** Typed as its schema says. Absent: not sent, or not readable. */
  readonly value?: unknown;
  /** It can be read and is valid, or it is absent and may be. */
  readonly isRight: boolean;
}

/** The parameters of one operation. */
export interface ParameterCheck {
  /** How those of a request break the document. */
  check(source: ParameterSource): readonly LoggedViolation[];
  /** Those that a request has, typed as their schemas say, by `in.name`, e.g. `path.petId`. */
  values(source: ParameterSource): Map<string, unknown>;
  /** All that a request can have, whether it has them or not. */
  read(source: ParameterSource): readonly ReadParameter[];
}

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
  if (parameters.length === 0) return { check: () => NONE, values: () => new Map(), read: () => [] };
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
  const check = (source: ParameterSource): readonly LoggedViolation[] => {
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
  const values = (source: ParameterSource): Map<string, unknown> => {
    const texts = reader.read(source).values;
    return new Map(
      checked.flatMap(({ location, schema }, index) => {
        const value = texts[index];
        return value === undefined ? [] : [[location.join('.'), schema === undefined ? value : schema.coerce(value)]];
      }),
    );
  };
  const read = (source: ParameterSource): readonly ReadParameter[] => {
    const found = reader.read(source);
    return checked.map((one, index) => {
      const { parameter, schema } = one;
      const isRead = !found.problems.some((problem) => problem.parameter === parameter);
      const text = found.values[index];
      const value = text === undefined || schema === undefined ? text : schema.coerce(text);
      return { parameter, schema, value, isRight: isRead && checkValue(one, text).length === 0 };
    });
  };
  return { check, values, read };
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
