/**
 * Text from elsewhere (a document, a request, a scenario) as a part of a line that a model or a terminal shows: it cannot begin
 * lines of its own, nor hide or turn around what stands beside it.
 *
 * @param length Longer text is cut.
 */
export function inlineText(text: string, length = 200): string {
  const inline = text.replaceAll(/\s+/g, ' ').replaceAll(HIDDEN, '\ufffd');
  return inline.length <= length ? inline : `${inline.slice(0, length).toWellFormed()}…`;
}

/** Also what a model reads and nobody sees: characters of no width, tags and variation selectors that spell text. */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\u200b\u2060-\u206f\u{e0000}-\u{e0fff}]/gu;
