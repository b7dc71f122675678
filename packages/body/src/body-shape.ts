import { type MediaType, shapeOf, type ValueShape } from '@mockloop/spec-parser';
import type { BodyContext } from './body-result.ts';

const shapes = new WeakMap<MediaType, ValueShape>();

/** What the schema of a media type wants: one value, an array or an object. Looked up once for each media type. */
export function shapeOfBody({ mediaType, lookup }: Pick<BodyContext, 'mediaType' | 'lookup'>): ValueShape {
  const known = shapes.get(mediaType);
  if (known !== undefined) return known;
  const shape = mediaType.schema === undefined ? shapeOf(undefined, lookup) : shapeOf(lookup(mediaType.schema), lookup);
  shapes.set(mediaType, shape);
  return shape;
}
