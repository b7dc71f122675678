export { type BodyKind, bodyKindOf } from './body-kind.ts';
export type { BodyContext, BodyProblem, BodyProblemCode, BodyResult } from './body-result.ts';
export { shapeOfBody } from './body-shape.ts';
export { decodeContent } from './decode-content.ts';
export { readJsonText } from './json-body.ts';
export {
  isJson,
  matchMediaType,
  negotiate,
  type ParsedMediaType,
  parseMediaType,
  splitOutsideQuotes,
} from './media-type.ts';
export { type ReadBodyContext, readBody } from './read-body.ts';
export { writeBody } from './write-body.ts';
export type { WriteBodyContext, WrittenBody } from './written-body.ts';
