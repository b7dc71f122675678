import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** The key pair that signs a mock's tokens: RSA with 2,048 bits, for RS256, which every OpenID Connect client takes. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const PRIME_BITS = 1024;
const EXPONENT = 65_537n;

/** Names the key of a seed (RFC 7517 §4.5) without working it out. */
export function keyIdOf(seed: string): string {
  return createHash('sha256').update(`signing key id:${seed}`).digest('base64url').slice(0, 22);
}

/**
 * The key of a seed: the same seed gives the same key, so that tokens outlive a restart and are taken by every instance
 * of a mock. Takes some 100 ms. It protects nothing but a mock: who knows the seed knows the key.
 */
export function deriveSigningKey(seed: string): SigningKey {
  const p = derivePrime(`${seed}:p`);
  const q = derivePrime(`${seed}:q`);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: base64url(p * q),
      e: base64url(EXPONENT),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    },
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** The first prime from a number on that the text decides. */
function derivePrime(text: string): bigint {
  const hex = [0, 1].map((part) => createHash('sha512').update(`signing key:${part}:${text}`).digest('hex')).join('');
  // The two highest bits make the product as long as it has to be; the lowest makes the number odd.
  let candidate = BigInt(`0x${hex}`) | (3n << BigInt(PRIME_BITS - 2)) | 1n;
  while (candidate % EXPONENT === 1n || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** The number whose product with `value` leaves 1 when divided by `modulus`: the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [remainder, next] = [modulus, value % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
