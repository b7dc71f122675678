import type { SchemaPart } from '../../schemas/schema-parts.ts';
import type { Limit } from './limit.ts';

/** @param value A valid object, whose members are known. */
export function* objectLimits(part: SchemaPart, value: object): Generator<Limit> {
  const { schema } = part;
  if (Array.isArray(schema.required)) {
    for (const member of schema.required) {
      if (typeof member !== 'string' || !Object.hasOwn(value, member)) continue;
      yield { keyword: 'required', part, member, label: `without ${member}, which is required` };
    }
  }
  const extra = 'mockloop_unknown';
  if (schema.additionalProperties === false || schema.unevaluatedProperties === false) {
    const keyword = schema.additionalProperties === false ? 'additionalProperties' : 'unevaluatedProperties';
    yield { keyword, part, member: extra, value: 'x', label: 'with a member that the schema does not allow' };
  }
}
