import type { ErrorObject } from 'ajv';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import schema from '../../../run.schema.json' with { type: 'json' };

const validate = compile();

/** What is not as the published schema says, members that it does not name included. */
export function runSchemaErrors(value: unknown): readonly ErrorObject[] {
  validate(value);
  return validate.errors ?? [];
}

function compile(): ValidateFunction {
  const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
  formats.default(ajv);
  return ajv.compile(closed(schema) as object);
}

/** Every object of a schema refuses what it does not name. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const copy: { type?: unknown } = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const names = 'properties' in copy && 'required' in copy && copy.type === 'object' && !('if' in copy);
  return names ? { ...copy, additionalProperties: false } : copy;
}
