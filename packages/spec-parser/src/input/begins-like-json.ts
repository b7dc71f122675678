/** Whether a text is meant as JSON and not as YAML, whose flow style may begin with a brace too. */
export function beginsLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*["}]|\[)/.test(text);
}
