import { bodyKindOf } from '@mockloop/body';
import { escapeToken, type Operation, SpecError } from '@mockloop/spec-parser';
import { isInPath } from '../../requests/find-defects.ts';
import { isLeftToOthers } from '../../requests/left-to-others.ts';
import { mediaTypeOf } from '../../requests/media-type-of.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { RunView } from '../../run/run-view.ts';
import { memberParts, type SchemaPart, schemaParts } from '../../schemas/schema-parts.ts';
import type { Change } from './change.ts';

/** A value in a request, and the schemas that speak of it. */
export interface ValuePlace extends Pick<Change, 'in' | 'name' | 'at'> {
  /** What stands there in a valid request. */
  readonly value: unknown;
  readonly parts: readonly SchemaPart[];
  /** It must be there. Known of parameters and of the body as a whole only. */
  readonly isRequired: boolean;
  /** It is text on the wire: numbers and texts look alike. */
  readonly isText: boolean;
}

const MAX_DEPTH = 4;
const MAX_PLACES = 60;

/** Every place of a request that has a schema, the outermost first. */
export function valuePlaces(operation: Operation, parts: RequestParts, view: RunView): readonly ValuePlace[] {
  const places = [...parameterPlaces(operation, parts, view), ...bodyPlaces(operation, parts, view)];
  for (let index = 0; index < places.length && places.length < MAX_PLACES; index++) {
    const place = places[index];
    if (place !== undefined) places.push(...placesIn(place, view));
  }
  return places.slice(0, MAX_PLACES);
}

function parameterPlaces(
  { path, parameters }: Operation,
  { values }: RequestParts,
  view: RunView,
): readonly ValuePlace[] {
  return parameters.flatMap((parameter, index): readonly ValuePlace[] => {
    const part = values[index];
    const uri = parameter.schema ?? parameter.content?.schema;
    const isOurs = parameter.in !== 'header' || !isLeftToOthers(parameter.name, { identity: '', hasBody: true });
    const isSent = parameter.in !== 'path' || isInPath(path, parameter.name);
    if (!part || !('value' in part) || !isOurs || !isSent) return [];
    return [
      {
        in: parameter.in,
        name: parameter.name,
        at: '',
        value: part.value,
        parts: uri === undefined ? [] : partsOf(uri, view),
        isRequired: parameter.required,
        isText: parameter.content === undefined,
      },
    ];
  });
}

function bodyPlaces({ requestBody }: Operation, { body }: RequestParts, view: RunView): readonly ValuePlace[] {
  if (requestBody === undefined || body === undefined || !('value' in body)) return [];
  const { schema } = mediaTypeOf(requestBody.content, body.mediaType);
  return [
    {
      in: 'body',
      name: '',
      at: '',
      value: body.value,
      parts: schema === undefined ? [] : partsOf(schema, view),
      isRequired: requestBody.required,
      isText: bodyKindOf(body.mediaType) !== 'json',
    },
  ];
}

function partsOf(uri: string, view: RunView): readonly SchemaPart[] {
  try {
    return schemaParts(uri, view.document);
  } catch (error) {
    if (error instanceof SpecError) return [];
    throw error;
  }
}

/** Of the items of an array the first stands for all. */
function placesIn(place: ValuePlace, view: RunView): readonly ValuePlace[] {
  const { value, at } = place;
  if (typeof value !== 'object' || value === null || at.split('/').length > MAX_DEPTH) return [];
  const members = Array.isArray(value) ? [['0', value[0]] as const].slice(0, value.length) : Object.entries(value);
  return members.map(([name, member]) => ({
    ...place,
    at: `${at}/${escapeToken(name)}`,
    value: member,
    parts: memberPartsOf(place.parts, name, view),
    isRequired: false,
  }));
}

function memberPartsOf(parts: readonly SchemaPart[], name: string, view: RunView): readonly SchemaPart[] {
  try {
    return memberParts(parts, name, view.document);
  } catch (error) {
    if (error instanceof SpecError) return [];
    throw error;
  }
}
