import type { ApiDocument, JsonSchema, MediaType } from '@mockloop/spec-parser';
import { type BodyResult, type ReadBodyContext, readBody, type WrittenBody, writeBody } from '../../src/index.ts';

/** A body's media type with a schema; `components` are what its `$ref`s name, e.g. `Pet`. */
export interface Described {
  readonly mediaType: string;
  readonly schema?: JsonSchema;
  readonly components?: Readonly<Record<string, JsonSchema>>;
  readonly encoding?: MediaType['encoding'];
}

export interface Context {
  readonly mediaType: MediaType;
  readonly lookup: ApiDocument['schema'];
  readonly placeOf: (uri: string) => { readonly pointer: string };
}

export function describe({ mediaType, schema, components = {}, encoding = new Map() }: Described): Context {
  const media: MediaType = {
    mediaType,
    pointer: '/content',
    examples: [],
    encoding,
    schema: schema === undefined ? undefined : 'schema:0',
  };
  return {
    mediaType: media,
    lookup: (uri: string): JsonSchema => (uri === 'schema:0' ? (schema ?? true) : (components[uri] ?? false)),
    placeOf: (uri: string) => ({ pointer: uri === 'schema:0' ? '/content/schema' : `/components/schemas/${uri}` }),
  };
}

export async function read(
  text: string | Uint8Array,
  described: Described,
  more: Partial<ReadBodyContext> = {},
): Promise<BodyResult> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return await readBody(bytes, { contentType: described.mediaType, ...describe(described), ...more });
}

export function write(value: unknown, described: Described): WrittenBody {
  return writeBody(value, describe(described));
}

/** What is read of what was written. */
export async function roundTrip(value: unknown, described: Described): Promise<BodyResult> {
  const { body, contentType } = write(value, described);
  return await read(body, described, { contentType });
}
