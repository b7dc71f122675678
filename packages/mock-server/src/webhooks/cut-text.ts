import type { CutText } from './webhooks.ts';

/** The beginning of a text, and whether there is more. */
export function cutText(text: string, maxLength: number): CutText {
  const truncated = text.length > maxLength;
  return { text: truncated ? text.slice(0, maxLength).toWellFormed() : text, truncated };
}
