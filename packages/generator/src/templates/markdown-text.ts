/** Any text as one line of Markdown that shows it as it is (CommonMark 0.31 §2.4). */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}
