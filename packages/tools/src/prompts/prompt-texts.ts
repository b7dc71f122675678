import type { DocumentArguments } from '../ai/document-field.ts';

/** The arguments of a prompt, all of which are text. */
export type PromptTexts = Readonly<Record<string, string>>;

/** A document in the words of a tool. The URL of a server without a path is that of a mock, which is asked for its document. */
export function toDocumentArguments(text: string | undefined): DocumentArguments {
  if (text === undefined || text.trim() === '') return {};
  const url = /^https?:\/\//i.test(text.trim()) ? URL.parse(text.trim()) : null;
  const isMock = url !== null && url.search === '' && (url.pathname === '/' || url.pathname.startsWith('/_w/'));
  return isMock ? { server_url: text.trim() } : { api_spec: text };
}

/** A list as JSON, or separated by commas. */
export function toList(text: string | undefined): unknown {
  if (text === undefined || text.trim() === '') return undefined;
  if (text.trim().startsWith('[')) return toJson(text);
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** JSON; other text is left as it is, for whoever checks it to refuse. */
export function toJson(text: string | undefined): unknown {
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `true` and `false`; other text as it is. */
export function toChoice(text: string | undefined): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : toText(text);
}

/** Absent where nothing was written. */
export function toText(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
