import { isJson } from '@mockloop/body';
import type { CompiledSchema } from '@mockloop/schema';
import type { Example, MediaType } from '@mockloop/spec-parser';

/** A body out of the document: a value, or the exact text. */
export type ExampleBody = { readonly value: unknown } | { readonly text: string };

/** The example as a body. JSON that the document gives as a text is read, unless its schema wants a text. */
export function exampleBody(
  example: Example,
  mediaType: MediaType,
  schema: CompiledSchema | undefined,
): ExampleBody | undefined {
  if (example.serialized !== undefined) return { text: example.serialized };
  if (example.value === undefined) return undefined;
  if (typeof example.value !== 'string') return { value: example.value };
  if (!isJson(mediaType.mediaType)) return { text: example.value };
  return schema === undefined || schema.isValid(example.value)
    ? { value: example.value }
    : (parsed(example.value) ?? { value: example.value });
}

function parsed(text: string): ExampleBody | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
