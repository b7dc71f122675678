import type { Identity } from '../target/identity.ts';

/** Shorter values stand in too many places that are no secrets. */
const MIN_LENGTH = 6;
/** Members and fields whose values are secrets, whoever's they are. */
const SECRET_MEMBER =
  /("(?:[\w-]*(?:password|passwd|passphrase|secret|api_?key|private_?key|access_?token|refresh_?token|id_?token|auth_?token|session_?token)|token|jwt|pwd)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const SECRET_FIELDS: ReadonlySet<string> = new Set(['set-cookie', 'authorization', 'proxy-authorization']);
const HIDDEN = '[redacted]';

/** Takes secrets out of what leaves a run. */
export interface Redaction {
  /** Known secrets are replaced by the name of a variable: `{{TOKEN_A}}`. */
  text(text: string): string;
  /** The same, and the values of members that are named like secrets. */
  body(text: string): string;
  /** A field's value: of those that hold nothing but credentials, no more than their scheme is left. */
  field(name: string, value: string): string;
  /** Puts secrets back where `text` took them out. */
  restore(text: string): string;
}

/** The variables that stand for the secrets of an identity, in their order: `TOKEN_A`, `TOKEN_A_2`. */
export function secretNames({
  name,
  secrets,
}: Pick<Identity, 'name' | 'secrets'>): readonly (readonly [string, string])[] {
  const base = `TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
  return secrets
    .filter((secret) => secret.length >= MIN_LENGTH)
    .map((secret, index) => [index === 0 ? base : `${base}_${index + 1}`, secret] as const);
}

/** @param identities Those whose secrets are known by now, earlier sessions of theirs included. */
export function createRedaction(identities: Iterable<Pick<Identity, 'name' | 'secrets'>>): Redaction {
  const known = new Map<string, string>();
  for (const identity of identities)
    for (const [name, secret] of secretNames(identity)) if (!known.has(secret)) known.set(secret, `{{${name}}}`);
  // One secret may hold another: `Bearer x` and `x`.
  const secrets = [...known].toSorted(([a], [b]) => b.length - a.length);
  const text = (original: string): string =>
    secrets.reduce((redacted, [secret, name]) => replaceSecret(redacted, secret, name), original);
  return {
    text,
    body: (original) => text(original).replaceAll(SECRET_MEMBER, `$1"${HIDDEN}"`),
    field(name, value) {
      const redacted = text(value);
      if (redacted !== value || !SECRET_FIELDS.has(name.toLowerCase())) return redacted;
      if (name.toLowerCase() === 'set-cookie') return value.replace(/=[^;]*/, `=${HIDDEN}`);
      return redacted;
    },
    restore: (redacted) =>
      secrets.reduce((restored, [secret, name]) => restored.replaceAll(name, () => jsonText(secret)), redacted),
  };
}

function replaceSecret(text: string, secret: string, name: string): string {
  const plain = text.replaceAll(secret, () => name);
  const encoded = encodeURIComponent(secret);
  const inUrl = encoded === secret ? plain : plain.replaceAll(encoded, () => name);
  const escaped = jsonText(secret);
  return escaped === secret ? inUrl : inUrl.replaceAll(escaped, () => name);
}

function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
