import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an `Authorization` field carries this bearer token (RFC 6750 §2.1). Takes as long whatever it carries. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
