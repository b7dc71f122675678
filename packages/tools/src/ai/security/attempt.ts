import type { Payload } from '@mockloop/scenarios';
import type { OperationFacts } from '../analysis/document-facts.ts';
import { allows, type SchemaField } from '../analysis/schema-fields.ts';
import type { Deviation } from './sample-request.ts';
import type { CaseCredentials } from './security-case.ts';

/** What is tried on an operation. */
export interface Attempt {
  readonly title: string;
  readonly credentials?: CaseCredentials;
  readonly deviation?: Deviation;
  readonly repeat?: number;
}

/** Whether the path of a field is a member of the body itself. */
export function isPlainField(path: string): boolean {
  return !/[.[*]/.test(path);
}

/** A payload in the first place that takes free text: a query parameter, else a property of the body. */
export function sending(
  operation: OperationFacts,
  payload: Pick<Payload, 'id' | 'value'> | undefined,
  what: string,
): Attempt | undefined {
  if (payload === undefined) return undefined;
  const value = String(payload.value);
  const title = (place: string): string => `${what} in ${place} (${payload.id})`;
  const parameter = operation.parameters.find(
    ({ parameter: one, keywords }) => one.in === 'query' && isFreeText(keywords),
  );
  if (parameter !== undefined) {
    const { name } = parameter.parameter;
    return { title: title(name), credentials: 'valid', deviation: { parameters: { [name]: value } } };
  }
  const field = operation.requestFields.find(({ path, keywords }) => isPlainField(path) && isFreeText(keywords));
  return (
    field && {
      title: title(field.path),
      credentials: 'valid',
      deviation: { body: (valid) => withMember(valid, field.name, value) },
    }
  );
}

function isFreeText(keywords: SchemaField['keywords']): boolean {
  return (
    keywords.type === 'string' &&
    !['enum', 'const', 'format', 'readOnly'].some((keyword) => Object.hasOwn(keywords, keyword))
  );
}

/** A body with one member set, whatever it was before. */
export function withMember(body: unknown, name: string, value: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { [name]: value };
  return Object.fromEntries([...Object.entries(body).filter(([key]) => key !== name), [name, value]]);
}

/** A value of a type that a property does not take. */
export function wrongTypeOf({ keywords }: SchemaField): unknown {
  return [[], 'not a number', 7].find((value) => !isOfType(value, keywords)) ?? { unexpected: true };
}

function isOfType(value: unknown, keywords: SchemaField['keywords']): boolean {
  const type = Array.isArray(value) ? 'array' : typeof value;
  return allows(keywords, type) || (type === 'number' && allows(keywords, 'integer'));
}

/** A value of a property that gives more rights, or more of what is counted. */
export function privilegeOf({ keywords }: SchemaField): unknown {
  if (allows(keywords, 'boolean')) return true;
  if (allows(keywords, 'integer') || allows(keywords, 'number')) return 1_000_000;
  return allows(keywords, 'array') && keywords.type !== undefined && !allows(keywords, 'string') ? ['admin'] : 'admin';
}
