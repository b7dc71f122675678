import { matchMediaType } from '@mockloop/body';
import type { MediaType } from '@mockloop/spec-parser';

/** What a document says of a media type: exactly that one, else a range that has it, else nothing but its name. */
export function mediaTypeOf(content: readonly MediaType[], name: string): MediaType {
  return (
    content.find(({ mediaType }) => mediaType === name) ??
    content.find(({ mediaType }) => matchMediaType(mediaType, name)) ?? {
      mediaType: name,
      pointer: '',
      examples: [],
      encoding: new Map(),
    }
  );
}
