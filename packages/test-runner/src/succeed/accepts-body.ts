import { SchemaError } from '@mockloop/schema';
import { type Operation, SpecError } from '@mockloop/spec-parser';
import { mediaTypeOf } from '../requests/media-type-of.ts';
import type { RunView } from '../run/run-view.ts';

/** Whether the document lets an operation take a body of this value. One that says nothing takes all. */
export function acceptsBody(
  operation: Operation,
  mediaType: string,
  { schemas }: Pick<RunView, 'schemas'>,
): (value: unknown) => boolean {
  const { schema } = mediaTypeOf(operation.requestBody?.content ?? [], mediaType);
  if (schema === undefined) return () => true;
  const compiled = schemas.compile(schema, 'request');
  return (value) => {
    try {
      return compiled.isValid(value);
    } catch (error) {
      // The document is wrong there.
      if (error instanceof SchemaError || error instanceof SpecError) return false;
      throw error;
    }
  };
}
