/** Words that a member ends with whose value servers set on their own, whatever a client sends. */
const LAST = new Set(
  (
    'id ids uuid guid key status state phase stage version revision rev etag hash checksum digest owner author creator user role roles ' +
    'permission permissions scope scopes admin verified active enabled disabled locked balance total subtotal count rating score rank position ' +
    'created updated modified deleted published seen accessed url uri href link links token secret password passwd pwd pin cvv cvc at by timestamp slug self type kind object'
  ).split(' '),
);
const FIRST = new Set(
  'created updated modified deleted published creation update modification deletion total num'.split(' '),
);

/** Whether a member is, by its name, one whose value the server may decide alone. */
export function isServerOwned(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  return words.length === 0 || LAST.has(words.at(-1) ?? '') || (words.length > 1 && FIRST.has(words[0] ?? ''));
}

/** Whether what comes back hides what was sent: `****1234`. */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && /\*{2,}|•{2,}|x{4,}|\[redacted\]/i.test(value);
}
