import { sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSigningKey, keyIdOf } from '../../src/oauth/signing-key.ts';

test.each(['', 'a', 'Ä'])('the seed "%s" gives a whole RSA key of 2,048 bits, always the same', (seed) => {
  const { privateKey, publicKey } = deriveSigningKey(seed);
  expect(privateKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n });
  const signature = sign('sha256', Buffer.from('text'), privateKey);
  expect(verify('sha256', Buffer.from('text'), publicKey, signature)).toBe(true);
  expect(verify('sha256', Buffer.from('texts'), publicKey, signature)).toBe(false);
  expect(sign('sha256', Buffer.from('text'), deriveSigningKey(seed).privateKey)).toEqual(signature);
});

test('another seed gives another key and another name of it', () => {
  expect(keyIdOf('a')).not.toBe(keyIdOf('b'));
  expect(deriveSigningKey('a').publicKey.equals(deriveSigningKey('b').publicKey)).toBe(false);
});
