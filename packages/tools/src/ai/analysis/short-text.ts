/** Characters of a text from a document that are told. */
const MAX_CHARACTERS = 200;

/** A text from a document on one line, cut, without characters that nobody sees or that steer a terminal. */
export function shortText(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return visible.length > MAX_CHARACTERS ? `${visible.slice(0, MAX_CHARACTERS)}…` : visible;
}
