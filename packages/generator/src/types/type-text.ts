/** A type as TypeScript writes it. */
export interface TypeText {
  readonly text: string;
  /** What it is joined of, where it is. */
  readonly join?: { readonly by: '|' | '&'; readonly parts: readonly string[] } | undefined;
}

export const UNKNOWN: TypeText = { text: 'unknown' };
export const NEVER: TypeText = { text: 'never' };

/** What is of at least one of these types. */
export function union(types: readonly TypeText[]): TypeText {
  if (types.some(({ text }) => text === UNKNOWN.text)) return UNKNOWN;
  return joined(
    types.filter(({ text }) => text !== NEVER.text),
    '|',
  );
}

/** What is of all of these types. */
export function intersection(types: readonly TypeText[]): TypeText {
  if (types.some(({ text }) => text === NEVER.text)) return NEVER;
  return joined(
    types.filter(({ text }) => text !== UNKNOWN.text),
    '&',
  );
}

/** A list of them. */
export function listOf({ text, join }: TypeText): TypeText {
  return { text: `${join === undefined ? text : `(${text})`}[]` };
}

function joined(types: readonly TypeText[], by: '|' | '&'): TypeText {
  const parts = new Set(types.flatMap((type) => partsOf(type, by)));
  const [first] = types;
  if (first === undefined) return by === '|' ? NEVER : UNKNOWN;
  return parts.size === 1 || types.length === 1
    ? first
    : { text: [...parts].join(` ${by} `), join: { by, parts: [...parts] } };
}

function partsOf({ text, join }: TypeText, by: '|' | '&'): readonly string[] {
  if (join?.by === by) return join.parts;
  return [join?.by === '|' ? `(${text})` : text];
}
