import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../../requests/generate-parts.ts';
import type { Probe } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { freshen } from '../../succeed/fresh-values.ts';
import { isObject, type JsonObject } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';
import { bodyMembers } from './written-differences.ts';

/** A body whose value is an object. */
export interface UseBody {
  readonly mediaType: string;
  readonly value: JsonObject;
}

/** What an update takes as its body: JSON, as it is or as a merge patch. */
export function jsonType(operation: Operation): string | undefined {
  const types = operation.requestBody?.content.map(({ mediaType }) => mediaType) ?? [];
  const plain = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';
  return (
    types.find((type) => plain(type) === 'application/json') ??
    types.find((type) => plain(type) === 'application/merge-patch+json') ??
    types.find((type) => plain(type).endsWith('+json') && plain(type) !== 'application/json-patch+json') ??
    types.find((type) => plain(type) === '*/*')
  );
}

/**
 * A valid body for an operation on something that was created: of what was sent then, as far as the operation takes it; the rest from the
 * request that worked before, or generated.
 *
 * @param use Tells one use in a case from others: what must be unique differs.
 */
export function bodyForUse(
  probe: Probe,
  key: string | undefined,
  { sent, use = '' }: { readonly sent: JsonObject; readonly use?: string },
): UseBody | undefined {
  const operation = probe.operations.some((one) => one.key === key) ? probe.operation(key ?? '') : undefined;
  const mediaType = operation && jsonType(operation);
  if (operation === undefined || mediaType === undefined) return undefined;
  const accepts = acceptsBody(operation, mediaType, probe);
  const known = probe.knowledge.knownGood(operation.key)?.parts.body;
  const generated = generateParts(operation, probe, { seed: probe.seed, mode: 'example', mediaType })?.body;
  const [base] = [known, generated].flatMap((part) =>
    part && 'value' in part && isObject(part.value) ? [part.value] : [],
  );
  const members = bodyMembers(operation, probe);
  const same = Object.fromEntries(Object.entries(sent).filter(([name]) => members.has(`/${name}`)));
  const [value] = [{ ...base, ...same }, same, base].filter((one) => one !== undefined && accepts(one));
  if (value === undefined || Object.keys(value).length === 0) return undefined;
  const token = createToken(`${probe.seed} use ${operation.key} ${use}`);
  const fresh = freshen(value, { token, isValid: accepts, ids: new Set() });
  return { mediaType: concrete(mediaType), value: isObject(fresh) ? fresh : value };
}

function concrete(mediaType: string): string {
  return mediaType.includes('*') ? 'application/json' : mediaType;
}
