import type { Tool } from './tool.ts';

/** Characters that a model reads of one result. */
export const MAX_TEXT = 25_000;

/** What a model reads of a result: the tool's own summary, else the result as JSON; cut, with a word about it, where it is long. */
export function toolText(tool: Tool, output: object): string {
  const text = tool.summarize?.(output) ?? JSON.stringify(output);
  if (text.length <= MAX_TEXT) return text;
  const note = `\n… ${text.length} characters in all, cut here. Ask for less (limit, offset, filters), or read the resource named above.`;
  return `${text.slice(0, MAX_TEXT - note.length).toWellFormed()}${note}`;
}
