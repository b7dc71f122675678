import type { JsonSchema, MediaType, SchemaUri, ValueShape } from '@mockloop/spec-parser';

/** Names the schema of a part, which has none of its own. No document's schema is called so. */
const PART: SchemaUri = 'part:';

/** A part as a body of its own, so that the same functions read and write it. */
export function partContext<Context extends { readonly lookup: (uri: SchemaUri) => JsonSchema }>(
  context: Context,
  contentType: string,
  shape: ValueShape | undefined,
): Context & {
  readonly mediaType: MediaType;
  readonly contentType: string;
  readonly schema: undefined;
  readonly isPart: true;
} {
  const [schema] = shape?.parts ?? [];
  return {
    ...context,
    contentType,
    schema: undefined,
    isPart: true,
    mediaType: { mediaType: contentType, pointer: '', schema: schema && PART, examples: [], encoding: new Map() },
    lookup: (uri) => (uri === PART && schema !== undefined ? schema : context.lookup(uri)),
  };
}
