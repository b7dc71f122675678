import { createHmac } from 'node:crypto';
import type { SignatureStyle } from './webhooks.ts';

export interface SignedMessage {
  readonly id: string;
  /** Seconds since the epoch, of this try. */
  readonly timestamp: number;
  /** Exactly as sent. */
  readonly body: Uint8Array;
}

/**
 * The fields by which a receiver knows who sent a message: those of Standard Webhooks and GitHub's, or Stripe's.
 *
 * @returns Names and values.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signatureHeaders(
  { id, timestamp, body }: SignedMessage,
  { secret, style }: { readonly secret: string; readonly style: SignatureStyle },
): readonly (readonly [name: string, value: string])[] {
  const identity = [['webhook-id', id] as const, ['webhook-timestamp', String(timestamp)] as const];
  if (style === 'stripe') {
    const signature = hmac(secret, `${timestamp}.`, body).toString('hex');
    return [...identity, ['stripe-signature', `t=${timestamp},v1=${signature}`]];
  }
  const signature = hmac(signingKey(secret), `${id}.${timestamp}.`, body).toString('base64');
  return [
    ...identity,
    ['webhook-signature', `v1,${signature}`],
    ['x-hub-signature-256', `sha256=${hmac(secret, '', body).toString('hex')}`],
  ];
}

/**
 * Why a receiver's library could not read a secret, and what to do. What is behind `whsec_` is Base64; any other secret
 * is its own bytes.
 *
 * @returns `undefined`: it can.
 */
export function secretProblem(secret: string, style: SignatureStyle): string | undefined {
  if (!/^[\x21-\x7e]{8,512}$/.test(secret))
    return 'A secret has 8 to 512 visible ASCII characters. Leave it out to get a new one.';
  if (style === 'standard' && secret.startsWith('whsec_') && !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret))
    return 'What follows `whsec_` is Base64 (Standard Webhooks). Leave the prefix out, leave the secret out to get a new one, or ask for `"signature": "stripe"`.';
  return undefined;
}

function signingKey(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
}

function hmac(key: string | Buffer, prefix: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(prefix).update(body).digest();
}
