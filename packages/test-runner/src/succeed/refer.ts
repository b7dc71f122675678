import type { Operation } from '@mockloop/spec-parser';
import type { PlannedOperation, Resource } from '../model/test-plan.ts';
import type { BodyPart, ParameterPart, RequestParts } from '../requests/request-parts.ts';
import type { SucceedOptions } from '../run/probe.ts';
import { ensureShared } from './ensure-made.ts';
import { setAt } from './json-value.ts';
import { referencesIn, resourceNamed } from './references.ts';
import type { Way } from './way.ts';

/** Whose parts they are. */
export interface ReferOptions {
  readonly operation: Operation;
  readonly planned: PlannedOperation;
  readonly options: SucceedOptions;
}

/** The same parts, with ids of things that exist where the names of members and parameters ask for them. What a caller gave stays. */
export async function refer(
  parts: RequestParts,
  { operation, planned, options }: ReferOptions,
  way: Way,
): Promise<RequestParts> {
  const idFor = async (resource: Resource): Promise<unknown> => {
    if (resource.name === planned.resource) return undefined;
    const made = await ensureShared(resource, way);
    return made?.path.at(-1)?.[1];
  };
  const values =
    options.parts?.values === undefined ? await referValues(parts.values, operation, { idFor, way }) : parts.values;
  const body = options.parts?.body === undefined ? await referBody(parts.body, { idFor, way }) : parts.body;
  return { ...parts, values, body };
}

interface Refer {
  readonly idFor: (resource: Resource) => Promise<unknown>;
  readonly way: Way;
}

async function referValues(
  parts: readonly ParameterPart[],
  { parameters }: Operation,
  { idFor, way }: Refer,
): Promise<readonly ParameterPart[]> {
  const values = [...parts];
  for (const [index, parameter] of parameters.entries()) {
    const part = values[index];
    if (parameter.in === 'path' || !part || !('value' in part)) continue;
    const resource = resourceNamed(parameter.name, way.probe.plan.resources);
    const id = resource && (await idFor(resource));
    if (id !== undefined) values[index] = { value: id };
  }
  return values;
}

async function referBody(body: BodyPart | undefined, { idFor, way }: Refer): Promise<BodyPart | undefined> {
  if (body === undefined || !('value' in body)) return body;
  let { value } = body;
  for (const reference of referencesIn(value, way.probe.plan.resources)) {
    const id = await idFor(reference.resource);
    if (id !== undefined) value = setAt(value, reference.path, id);
  }
  return { mediaType: body.mediaType, value };
}
