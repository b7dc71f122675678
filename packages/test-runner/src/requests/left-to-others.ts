/** Says where a message ends or how it travels (RFC 9110 §6.4, §7): the transport's to write. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A field that is not sent as a parameter, though the document may have it as one: the transport, the identity, or the body says
 * what stands in it.
 */
export function isLeftToOthers(
  name: string,
  request: { readonly identity: string; readonly hasBody: boolean },
): boolean {
  const field = name.toLowerCase();
  if (field === 'authorization') return request.identity !== 'anonymous';
  return FRAMING.has(field) || (field === 'content-type' && request.hasBody);
}
