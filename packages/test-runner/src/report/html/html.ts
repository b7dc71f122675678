/** A piece of a page. Only `html` makes one, so that no text becomes markup unseen. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template may hold: text is escaped, nothing is nothing, lists are joined. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of a page from a template. What is put into it is text, in elements and in quoted attributes alike, unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((markup, string, index) => `${markup}${write(contents[index - 1])}${string}`));
}

function write(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.markup;
  return Array.isArray(content) ? content.map(write).join('') : escapeText(String(content));
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function escapeText(text: string): string {
  // Browsers replace U+0000 and read other control characters as errors.
  const allowed = text.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]/gu, '\ufffd');
  return allowed.replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}

/** Prose of our own, in which backticks mark code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
