/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** Decides by its name whether a header, parameter or field holds a secret. */
export interface SecretNames {
  has(name: string): boolean;
  /** Quick, and never wrong when it says no: whether such a name may occur in a text. */
  mayOccurIn(text: string): boolean;
}

/** Anywhere in a name, e.g. `newPassword1`, `aws_secret_access_key`, `X-Api-Key`. */
const SECRET_PARTS =
  /password|passwd|passphrase|passcode|secret|credential|(?:api|access|private|signing|encryption|subscription|functions)_?key/;
/** At its end, e.g. `refresh_token`, `csrfToken`, `Set-Cookie`; not `tokenType` or `max_tokens`. */
const SECRET_ENDS = /(?:token|token_hint|cookie|pwd|jwt|authorization|assertion|code_?verifier|(?:device|user)_?code)$/;
/** Places in a list are called tokens too; CORS has flags that are called credentials. */
const HARMLESS = /(?:page|next|previous|continuation|sync|cursor)_?token$|^access_control_/;
/** The beginnings of all of the above, and the ways to write a name in other letters. */
const TRACES = String.raw`pass|secre|credent|key|token|cooki|pwd|jwt|authoriz|assertion|verifier|(?:device|user)[-_.\s[\]]*code|\\u|%|&#`;

const LONGEST_NAME = 256;

/** @param extra Names that are secret besides those that look like it, e.g. those of a document's `apiKey` parameters. */
export function createSecretNames(extra: readonly string[] = []): SecretNames {
  const extraNames = new Set(extra.map(normalize));
  const traces = new RegExp([TRACES, ...[...extraNames].map(asPattern)].join('|'), 'i');
  const known = new Map<string, boolean>();
  return {
    has(name) {
      const answer = known.get(name);
      if (answer !== undefined) return answer;
      const normal = normalize(name.slice(0, LONGEST_NAME));
      const isSecret = extraNames.has(normal) || looksSecret(normal);
      if (known.size >= 1_000) known.clear();
      if (name.length <= LONGEST_NAME) known.set(name, isSecret);
      return isSecret;
    },
    mayOccurIn: (text) => traces.test(text),
  };
}

function looksSecret(normal: string): boolean {
  return (SECRET_PARTS.test(normal) || SECRET_ENDS.test(normal)) && !HARMLESS.test(normal);
}

/** `X-API-Key`, `x_api_key` and `x[api][key]` are one name. */
function normalize(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[-.\s[\]]+/g, '_')
    .replace(/_$/, '');
}

function asPattern(normal: string): string {
  const words = normal.split('_').map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`));
  return words.join(String.raw`[-_.\s[\]]*`);
}
