import { writeBody } from '@mockloop/body';
import type { CompiledSchema } from '@mockloop/schema';
import type { MediaType } from '@mockloop/spec-parser';
import type { FixTarget } from './fix-target.ts';
import { isStructured } from './rebuild-request.ts';
import { type RequestDocument, withHeader } from './request-document.ts';
import type { BodyView } from './view-body.ts';

/**
 * Gives a request a body that its operation takes: of a media type that it knows, and, as far as it can be, what was sent.
 *
 * @throws {SchemaError} when there is no such body.
 */
export function fixBody(document: RequestDocument, view: BodyView, target: FixTarget): RequestDocument {
  const { requestBody } = target.compiled.operation;
  const { mediaType, isTaken, isRead, value, shown } = view;
  if (requestBody === undefined || mediaType === undefined) return document;
  if (shown === undefined && !requestBody.required) return document;
  const repaired = value === undefined ? undefined : repairValue(value, mediaType, target);
  if (isTaken && isRead && repaired === value) return document;
  return withBody(document, view, { value: repaired ?? newValue(mediaType, target), mediaType, target });
}

function repairValue(value: unknown, { schema, itemSchema }: MediaType, { context, seed }: FixTarget): unknown {
  const whole = schema === undefined ? value : context.schemas.compile(schema, 'request').repair(value, { seed });
  if (itemSchema === undefined || !Array.isArray(whole)) return whole;
  const item = context.schemas.compile(itemSchema, 'request');
  const items = whole.map((one: unknown) => item.repair(one, { seed }));
  return items.every((one, index) => one === whole[index]) ? whole : items.includes(undefined) ? undefined : items;
}

/** @throws {SchemaError} when there is none. */
function newValue(mediaType: MediaType, { context, seed, examples }: FixTarget): unknown {
  const schema = mediaType.schema === undefined ? undefined : context.schemas.compile(mediaType.schema, 'request');
  const example = examples ? mediaType.examples.find(({ value }) => isUsable(value, schema)) : undefined;
  if (example !== undefined) return example.value;
  const mode = examples ? 'example' : 'random';
  // Later the least that will do, which is shorter and has less in it that a form cannot say.
  const least = examples ? undefined : schema?.repair({}, { seed });
  if (least !== undefined) return least;
  if (schema !== undefined) return schema.generate({ seed, mode });
  if (mediaType.itemSchema === undefined) return isStructured(mediaType.mediaType) ? {} : 'text';
  return [context.schemas.compile(mediaType.itemSchema, 'request').generate({ seed, mode })];
}

function isUsable(value: unknown, schema: CompiledSchema | undefined): boolean {
  return value !== undefined && (schema === undefined || schema.isValid(value));
}

function withBody(
  document: RequestDocument,
  { isTaken, value: meant, shown }: BodyView,
  { value, mediaType, target: { context, seed } }: { value: unknown; mediaType: MediaType; target: FixTarget },
): RequestDocument {
  const contentType = document.headers['content-type'];
  const { contentType: concrete, body } = writeBody(value, {
    mediaType: isTaken && contentType !== undefined ? { ...mediaType, mediaType: contentType } : mediaType,
    lookup: (uri) => context.document.schema(uri),
    placeOf: (uri) => context.document.placeOf(uri),
    seed,
  });
  const typed = isTaken ? document : withHeader(document, 'content-type', concrete.replace(/;\s*boundary=.*$/, ''));
  // What could not be read may not be encoded as it says.
  const plain = shown !== undefined && meant === undefined ? withHeader(typed, 'content-encoding', undefined) : typed;
  const written = typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  // What is shown as the JSON that it is stays so where its text does.
  const isSame = typeof shown === 'object' && JSON.stringify(shown) === written;
  return { ...plain, body: isStructured(concrete) ? value : isSame ? shown : written };
}
