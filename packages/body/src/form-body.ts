import {
  createFormReader,
  escapeToken,
  type FormProblem,
  type FormReader,
  type MediaType,
} from '@mockloop/spec-parser';
import type { BodyContext, BodyProblem, BodyResult } from './body-result.ts';
import { shapeOfBody } from './body-shape.ts';

/** Made once for each media type of a document, and gone with it. */
const readers = new WeakMap<MediaType, FormReader>();

/** Reads `application/x-www-form-urlencoded` as the schema and the encodings say; a schema that wants a text gets all of it. */
export function readFormBody(text: string, context: BodyContext): BodyResult {
  if (shapeOfBody(context).kind === 'primitive') return { value: text };
  const { value, problems } = readerOf(context).read(text);
  if (problems.length > 0) return { problems: problems.map(toBodyProblem) };
  return { value: context.schema === undefined ? value : context.schema.coerce(value) };
}

function readerOf(context: BodyContext): FormReader {
  const { mediaType } = context;
  const known = readers.get(mediaType);
  if (known !== undefined) return known;
  const reader = createFormReader({ shape: shapeOfBody(context), encoding: mediaType.encoding });
  readers.set(mediaType, reader);
  return reader;
}

function toBodyProblem({ name, message }: FormProblem): BodyProblem {
  const pointer = `/${escapeToken(name)}`;
  return { code: 'BAD_FORM', message: `has a field ${JSON.stringify(name)} that ${message}`, pointer };
}
