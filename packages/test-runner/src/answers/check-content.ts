import { readJsonText } from '@mockloop/body';
import type { Violation } from '@mockloop/schema';
import type { MediaType } from '@mockloop/spec-parser';
import type { Observation } from '../model/observation.ts';
import { readAs } from '../requests/read-answer.ts';
import { locateViolation } from '../schemas/locate-violation.ts';
import { isObject } from '../succeed/json-value.ts';
import { type Answer, severityOf } from './answer-context.ts';

/** Of one answer; more say no more. */
const MAX_VIOLATIONS = 12;

/** Whether a body can be read as its media type says, and is what its schema says. */
export async function checkContent(
  answer: Answer,
  mediaType: MediaType,
  contentType: string = mediaType.mediaType,
): Promise<readonly Observation[]> {
  const { response, operation, view } = answer;
  const result = await readAs(response.body, { contentType, mediaType, view });
  if ('problems' in result) {
    return result.problems.slice(0, 1).map(({ code, message }) => ({
      check: 'body-unreadable',
      message: `${operation.key} answered ${response.status} with ${contentType}, but the body ${message}`,
      expected: `a body in ${mediaType.mediaType}`,
      signature: `${code} ${mediaType.pointer}`,
      pointer: mediaType.pointer,
    }));
  }
  return [...whole(answer, mediaType, result.value), ...eachItem(answer, mediaType, result.value)];
}

function whole(answer: Answer, { schema }: MediaType, value: unknown): readonly Observation[] {
  return schema === undefined ? [] : violations(answer, schema, { value, at: '' });
}

/** Each item of a sequence has a schema of its own (OpenAPI 3.2 §4.14.2). */
function eachItem(answer: Answer, { itemSchema }: MediaType, value: unknown): readonly Observation[] {
  if (itemSchema === undefined || !Array.isArray(value)) return [];
  return value.slice(0, 100).flatMap((item, index) => {
    const at = `/${index}`;
    const found = violations(answer, itemSchema, { value: item, at });
    if (found.length === 0 || !isObject(item) || typeof item.data !== 'string') return found;
    // Documents describe what the data of an event says, though it is a text.
    const data = readJsonText(item.data);
    return 'value' in data ? violations(answer, itemSchema, { value: { ...item, data: data.value }, at }) : found;
  });
}

function violations(
  answer: Answer,
  uri: string,
  { value, at }: { readonly value: unknown; readonly at: string },
): readonly Observation[] {
  const schema = answer.view.schemas.compile(uri, 'response');
  if (schema.isValid(value)) return [];
  const all = schema.validate(value);
  const found = new Map<string, Observation>();
  for (const violation of all) {
    // An object of which nothing is there is another one, or an error: that is one mistake.
    const isOther = violation.keyword === 'required' && all.filter((one) => isSame(one, violation)).length >= MANY;
    const observation = schemaViolation(answer, uri, { ...violation, at, isOther });
    if (!found.has(observation.signature)) found.set(observation.signature, observation);
    if (found.size >= MAX_VIOLATIONS) break;
  }
  return [...found.values()];
}

/** So many required members are missing that their names no longer matter. */
const MANY = 3;

function isSame(a: Violation, b: Violation): boolean {
  return a.keyword === b.keyword && a.pointer === b.pointer;
}

function schemaViolation(
  { response, operation, view }: Answer,
  uri: string,
  violation: Violation & { readonly at: string; readonly isOther: boolean },
): Observation {
  const { keyword, params, message } = violation;
  const shown = violation.at + violation.pointer;
  const place = locateViolation(uri, violation, view.document);
  const file = place.file === view.document.file ? undefined : place.file;
  const isNamed = !violation.isOther && (keyword === 'required' || keyword === 'dependentRequired');
  const detail = isNamed ? ` ${String(params.missingProperty)}` : '';
  return {
    check: 'response-schema',
    message: `The body of ${operation.key} (${response.status})${shown === '' ? '' : ` at ${shown}`} ${message}`,
    expected: `${keyword}${detail}, as the schema of the ${response.status} response says`,
    signature: `${keyword}${detail} ${file ?? ''}${place.pointer}`,
    pointer: place.pointer,
    file,
    severity: severityOf(response.status),
  };
}
