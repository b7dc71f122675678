import { type Header, type Parameter, parseParameter, shapeOf } from '@mockloop/spec-parser';
import type { Observation } from '../model/observation.ts';
import { locateViolation } from '../schemas/locate-violation.ts';
import { type Answer, fieldOf, isEnvironment } from './answer-context.ts';

/** Whether the fields that the document describes are there, and as their schemas say. */
export function checkHeaders(answer: Answer): readonly Observation[] {
  if (answer.declared === undefined || isEnvironment(answer)) return [];
  // A response header named Content-Type is to be ignored (OpenAPI 3.1 §4.8.17).
  return answer.declared.headers
    .filter(({ name }) => name.toLowerCase() !== 'content-type')
    .flatMap((header) => checkHeader(header, answer));
}

function checkHeader(header: Header, answer: Answer): readonly Observation[] {
  const { operation, response } = answer;
  const value = fieldOf(answer, header.name.toLowerCase());
  if (value !== undefined) return checkValue(header, { ...answer, value });
  if (!header.required) return [];
  return [
    {
      check: 'response-header-missing',
      message: `${operation.key} answered ${response.status} without ${header.name}, which the document requires`,
      expected: `the field ${header.name}`,
      signature: `${header.name.toLowerCase()} ${header.pointer}`,
      pointer: header.pointer,
    },
  ];
}

function checkValue(header: Header, answer: Answer & { readonly value: string }): readonly Observation[] {
  const { view, value, operation, response } = answer;
  const uri = header.schema ?? header.content?.schema;
  if (uri === undefined) return [];
  const lookup = (name: string): ReturnType<typeof view.document.schema> => view.document.schema(name);
  const result = parseParameter(asParameter(header), value, shapeOf(lookup(uri), lookup));
  const schema = view.schemas.compile(uri, 'response');
  const found =
    'problem' in result
      ? { keyword: result.problem.code, message: result.problem.message, pointer: '', params: {} }
      : schema.validate(schema.coerce(result.value))[0];
  if (found === undefined) return [];
  const place = 'problem' in result ? undefined : locateViolation(uri, found, view.document);
  return [
    {
      check: 'response-header-schema',
      message: `${header.name} of ${operation.key} (${response.status}) ${found.message}`,
      observed: value.slice(0, 200),
      signature: `${found.keyword} ${place?.pointer ?? header.pointer}`,
      pointer: place?.pointer ?? header.pointer,
      file: place === undefined || place.file === view.document.file ? undefined : place.file,
    },
  ];
}

function asParameter(header: Header): Parameter {
  return { ...header, in: 'header', deprecated: false, style: 'simple', allowReserved: false, allowEmptyValue: false };
}
