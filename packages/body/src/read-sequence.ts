import type { ValueShape } from '@mockloop/spec-parser';
import type { BodyContext, BodyResult } from './body-result.ts';
import { shapeOfBody } from './body-shape.ts';

/**
 * Reads a sequence as the schema means it. OpenAPI 3.2 (§4.14.2) has it describe the array of all items; documents of
 * older versions describe the whole as a text, or one item.
 *
 * @param read Gives the items, or why there are none.
 * @returns For a schema of one item: the first that breaks it, else the first.
 */
export function readSequence(
  text: string,
  context: BodyContext,
  read: (text: string, item: ValueShape) => BodyResult,
): BodyResult {
  const shape = shapeOfBody(context);
  if (shape.kind === 'primitive') return { value: text };
  const isItem = shape.kind === 'object';
  const result = read(text, isItem ? shape : (shape.items ?? { kind: 'any' }));
  if (!isItem || 'problems' in result) return result;
  const items: readonly unknown[] = Array.isArray(result.value) ? result.value : [];
  const chosen = items.find((item) => context.schema?.isValid(item) === false) ?? items[0];
  return chosen === undefined ? result : { value: chosen };
}
