/** Names that Windows keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name that is good for a folder, a package, an image and a DNS label (RFC 1035 §2.3.1), made from any text: lower-case
 * ASCII letters, digits and hyphens, a letter first, at most 50 characters.
 */
export function projectName(text: string): string {
  const words = text
    .slice(0, 1_000)
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const name = trimmed(/^-*[a-z]/.test(words) ? words : `mock-${words}`);
  return RESERVED.test(name) ? `mock-${name}` : name;
}

function trimmed(words: string): string {
  return words.replace(/^-+/, '').slice(0, 50).replace(/-+$/, '');
}
