const LOCAL_LIMITS: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

/** By this code the machine says that it has no more files, ports or memory for sockets: no fault of the target. */
export function isLocalLimit(code: string | undefined): boolean {
  return code !== undefined && LOCAL_LIMITS.has(code);
}
