import type { Schemas } from '@mockloop/schema';
import type { Header, ResponseObject } from '@mockloop/spec-parser';

/** RFC 9110 §5.6.2. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** RFC 9110 §5.5, without what Node refuses to send. */
export const FIELD_VALUE: RegExp = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Said by the body and by HTTP itself. */
const NOT_OURS = new Set([
  'content-type',
  'content-length',
  'transfer-encoding',
  'connection',
  'content-encoding',
  'keep-alive',
  'upgrade',
  'trailer',
  'date',
]);

/**
 * The fields that the document declares for a response, from their examples, else from their schemas. What cannot be
 * sent as a field is left out and reported.
 *
 * @returns Names and values in turn.
 */
export function responseHeaders(
  response: ResponseObject,
  context: { schemas: Schemas; seed: string; report: (message: string) => void },
): string[] {
  const flat: string[] = [];
  for (const header of response.headers) {
    if (NOT_OURS.has(header.name.toLowerCase())) continue;
    const value = FIELD_NAME.test(header.name) ? headerValue(header, context) : undefined;
    if (value !== undefined && FIELD_VALUE.test(value)) flat.push(header.name.toLowerCase(), value);
    else
      context.report(
        `${header.pointer}: left out, because ${value === undefined ? 'it has no value or no valid name' : 'its value has characters that a header cannot carry'}`,
      );
  }
  return flat;
}

function headerValue(header: Header, { schemas, seed }: { schemas: Schemas; seed: string }): string | undefined {
  const [example] = [...header.examples, ...(header.content?.examples ?? [])];
  if (example?.serialized !== undefined) return example.serialized;
  if (example?.value !== undefined) return serialize(example.value, header);
  const schema = header.schema ?? header.content?.schema;
  if (schema === undefined) return undefined;
  try {
    return serialize(schemas.compile(schema, 'response').generate({ seed: `${seed} ${header.name}` }), header);
  } catch {
    return undefined;
  }
}

/** `simple` is the only style of headers (OpenAPI 3.1 §4.8.21). */
function serialize(value: unknown, header: Header): string {
  if (header.content !== undefined) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(String).join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}${header.explode ? '=' : ','}${String(member)}`)
    .join(',');
}
