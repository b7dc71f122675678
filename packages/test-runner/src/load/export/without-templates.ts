import type { PreparedRequest } from '../worker-plan.ts';

/** Artillery takes everything from `{{` on for a template, and knows no way to write it as text. */
const OPEN = '{{';

/** Text as Artillery reads it as text. */
export interface WithoutTemplates {
  /** For what is only shown. */
  name(text: string): string;
  target(target: string): string;
  /** @throws {TypeError} When it holds `{{`. */
  header(value: string): string;
  /** @throws {TypeError} When it is no text, or holds `{{` without being JSON or a form, which can write it otherwise. */
  body(body: Uint8Array, headers: PreparedRequest['headers']): string;
}

export const withoutTemplates: WithoutTemplates = {
  name: (text) => text.replaceAll('{{', '{ {'),
  target: (target) => target.replaceAll('{', '%7B'),
  header: (value) => {
    if (value.includes(OPEN))
      throw new TypeError(`Artillery would take the header ${JSON.stringify(value)} for a template`);
    return value;
  },
  body: (body, headers) => {
    const text = textOf(body);
    if (!text.includes(OPEN)) return text;
    const mediaType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    if (mediaType.startsWith('application/x-www-form-urlencoded')) return text.replaceAll('{', '%7B');
    // In JSON, one follows the other within a string only.
    if (isJson(text)) return text.replaceAll(/\{(?=\{)/g, '\\u007b');
    throw new TypeError(`Artillery would take the body ${JSON.stringify(text.slice(0, 100))} for a template`);
  },
};

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw new TypeError('Artillery sends bodies of text only', { cause });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
