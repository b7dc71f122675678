/** A file of a format, as small as programs still open it. */
interface MinimalFile {
  /** What every file of the format begins with, one character for each byte. */
  readonly signature: string;
  readonly bytes: Uint8Array;
}

const FILES: ReadonlyMap<string, MinimalFile> = new Map([
  // One grey pixel each.
  [
    'image/png',
    file('\x89PNG', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=='),
  ],
  ['image/gif', file('GIF8', 'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=')],
  [
    'image/jpeg',
    file(
      '\xff\xd8\xff',
      '/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
    ),
  ],
  ['image/svg+xml', text('<', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
  // One empty page of an inch by an inch.
  [
    'application/pdf',
    file(
      '%PDF-',
      [
        'JVBERi0xLjQKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PgplbmRvYmoKMiAwIG9iago8PC9UeXBlL1Bh',
        'Z2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PgplbmRvYmoKMyAwIG9iago8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlh',
        'Qm94WzAgMCA3MiA3Ml0+PgplbmRvYmoKeHJlZgowIDQKMDAwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDA5IDAwMDAwIG4g',
        'CjAwMDAwMDAwNTQgMDAwMDAgbiAKMDAwMDAwMDEwNSAwMDAwMCBuIAp0cmFpbGVyCjw8L1NpemUgNC9Sb290IDEgMCBSPj4K',
        'c3RhcnR4cmVmCjE2OAolJUVPRgo=',
      ].join(''),
    ),
  ],
  // Archives of nothing.
  ['application/zip', file('PK', 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==')],
  ['application/gzip', file('\x1f\x8b', 'H4sIAAAAAAACAwMAAAAAAAAAAAA=')],
  // No samples, at 8 kHz.
  ['audio/wav', file('RIFF', 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=')],
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['application/x-pdf', 'application/pdf'],
  ['application/x-zip-compressed', 'application/zip'],
  ['application/x-gzip', 'application/gzip'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/wave', 'audio/wav'],
]);

/**
 * The bytes of a small file of a media type, so that a client can open what it gets.
 *
 * @param value What was generated for it.
 * @returns `undefined` for formats that are not known here, and for a value that is such a file already, or none at all.
 */
export function minimalFile(mediaType: string, value: unknown): Uint8Array | undefined {
  const name = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const found = FILES.get(ALIASES.get(name) ?? name);
  if (found === undefined || (value !== undefined && typeof value !== 'string')) return undefined;
  return value?.startsWith(found.signature) ? undefined : found.bytes;
}

function file(signature: string, base64: string): MinimalFile {
  return { signature, bytes: Buffer.from(base64, 'base64') };
}

function text(signature: string, content: string): MinimalFile {
  return { signature, bytes: Buffer.from(content) };
}
