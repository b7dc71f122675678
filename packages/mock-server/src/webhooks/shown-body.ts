import { createSecretNames, redactText } from '@mockloop/log-store';
import { cutText } from './cut-text.ts';
import type { CutText } from './webhooks.ts';

const MAX_SHOWN = 4_096;
const SECRETS = createSecretNames();

/** The beginning of a body for people to see, without the values of fields that are named like secrets. */
export function shownBody(body: Uint8Array, contentType: string | undefined): CutText {
  const { text, truncated } = cutText(Buffer.from(body).toString('utf8', 0, 4 * MAX_SHOWN), MAX_SHOWN);
  return { text: redactText(text, contentType ?? '', SECRETS), truncated };
}
