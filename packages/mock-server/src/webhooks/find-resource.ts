import type { ApiDocument, SchemaUri } from '@mockloop/spec-parser';
import { isPlainObject } from '../is-plain-object.ts';
import type { EventFacts, EventSource } from './event-facts.ts';
import { nounOf } from './event-words.ts';
import { hasMembers, memberSchemas, type SchemaParts, schemaParts } from './schema-members.ts';

/** Where in a body that tells of a resource the resource itself stands. */
export interface ResourcePlace {
  readonly path: readonly string[];
  /** What is of the same schema as the resource: it can stand there as it is. */
  readonly source?: EventSource | undefined;
  /** Whether a member that is not there may be: the schema declares it, or there are none and it declares none. */
  readonly mayHave: (name: string) => boolean;
}

/** Members in which events wrap what they tell of. */
const ENVELOPES = ['data', 'object', 'resource', 'payload', 'detail', 'record', 'attributes'];
const MAX_DEPTH = 4;
const MAX_PLACES = 300;

/**
 * Finds it by its schema, else by a member that is named like it, else in a customary envelope (`data.object`), else it
 * is the body itself.
 */
export function findResource(
  body: unknown,
  schema: SchemaUri | undefined,
  { compiled: { document }, sources, nouns }: Pick<EventFacts, 'compiled' | 'sources' | 'nouns'>,
): ResourcePlace {
  const places = schema === undefined ? [] : placesOf(body, { schema, document });
  for (const place of places) {
    const source = sources.findLast(({ uris }) =>
      place.parts.some((part) => [...uris].some((uri) => part.uris.has(uri))),
    );
    if (source !== undefined) return { path: place.path, source, mayHave: mayHave(place) };
  }
  const path = places.find((place) => nouns.includes(nounOf(place.path.at(-1) ?? '')))?.path ?? envelopeOf(body);
  return { path, mayHave: mayHave(places.find((place) => place.path.join('\n') === path.join('\n'))) };
}

function mayHave(place: Place | undefined): ResourcePlace['mayHave'] {
  if (place === undefined) return () => false;
  const isFree = Object.keys(place.value).length === 0 && place.parts.every((part) => !hasMembers(part));
  return (name) => isFree || place.parts.some((part) => memberSchemas(part, name).length > 0);
}

interface Place {
  readonly path: readonly string[];
  readonly value: Readonly<Record<string, unknown>>;
  readonly parts: readonly SchemaParts[];
}

/** The objects of a body, the outer ones first, with the schemas that they are of. */
function placesOf(
  body: unknown,
  { schema, document }: { readonly schema: SchemaUri; readonly document: ApiDocument },
): readonly Place[] {
  const places: Place[] = [];
  const waiting: { path: readonly string[]; value: unknown; parts: readonly SchemaParts[] }[] = [
    { path: [], value: body, parts: [schemaParts(schema, document)] },
  ];
  for (const { path, value, parts } of waiting) {
    if (!isPlainObject(value) || places.length === MAX_PLACES) continue;
    places.push({ path, value, parts });
    if (path.length === MAX_DEPTH) continue;
    for (const [name, member] of Object.entries(value)) {
      if (!isPlainObject(member)) continue;
      const members = parts.flatMap((part) => memberSchemas(part, name)).map((each) => schemaParts(each, document));
      waiting.push({ path: [...path, name], value: member, parts: members });
    }
  }
  return places;
}

function envelopeOf(body: unknown): readonly string[] {
  const path: string[] = [];
  for (let value = body; isPlainObject(value) && path.length < MAX_DEPTH; ) {
    const members: Readonly<Record<string, unknown>> = value;
    const name = ENVELOPES.find((each) => Object.hasOwn(members, each) && isPlainObject(members[each]));
    if (name === undefined) break;
    path.push(name);
    value = members[name];
  }
  return path;
}
