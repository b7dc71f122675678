/**
 * Text from elsewhere (a document, a request, a scenario) as a part of a line that a model or a terminal shows: it cannot begin
 * lines of its own, nor hide or turn around what stands beside it.
 *
 * @param length Longer text is cut.
 */
export function inlineText(text: string, length = 200): string {
  const inline = text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
  return inline.length <= length ? inline : `${inline.slice(0, length).toWellFormed()}…`;
}
