import { escapeToken } from '@mockloop/spec-parser';
import { FIELD_VALUE } from '../response-headers.ts';
import { WebhookError } from './webhook-error.ts';

/** RFC 9110 §5.6.2. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const MAX_HEADERS = 50;
const MAX_BYTES = 8_192;

/** They frame the message, choose the server, or are the mock's to say. */
const NOT_THEIRS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|proxy-.*|webhook-(id|timestamp|signature)|x-hub-signature(-256)?|stripe-signature|x-mockloop-.*)$/i;

/** Whether a field may be sent with this value by somebody other than the mock itself. */
export function isSendableHeader(name: string, value: string): boolean {
  return FIELD_NAME.test(name) && FIELD_VALUE.test(value) && !NOT_THEIRS.test(name);
}

/** @throws {WebhookError} `INVALID` with the place of a field that cannot be sent. */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const entries = Object.entries(headers);
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (entries.length > MAX_HEADERS || bytes > MAX_BYTES)
    throw new WebhookError(
      'INVALID',
      `There are up to ${MAX_HEADERS} headers, of ${MAX_BYTES} characters together.`,
      '/headers',
    );
  for (const [name, value] of entries) {
    if (isSendableHeader(name, value)) continue;
    const pointer = `/headers/${escapeToken(name)}`;
    const reason = NOT_THEIRS.test(name)
      ? 'it is written by the mock'
      : 'its name or its value has characters that a header cannot carry';
    throw new WebhookError(
      'INVALID',
      `The header ${JSON.stringify(name)} cannot be sent: ${reason}. Leave it out.`,
      pointer,
    );
  }
}

const SECRET = /auth|cookie|token|secret|key|password|signature|session|credential/i;

/** Headers as they may be shown: values under names like those of secrets are left out. */
export function hideSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? '[redacted]' : value]),
  );
}
