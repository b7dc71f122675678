/** A type as TypeScript writes it, with what has to be known of it to put it beside others. */
export interface TypeText {
  readonly text: string;
  /** What its outermost parts are joined by. */
  readonly joinedBy?: '|' | '&' | undefined;
}

export const UNKNOWN: TypeText = { text: 'unknown' };
export const NEVER: TypeText = { text: 'never' };

/** What is of at least one of these types. */
export function union(types: readonly TypeText[]): TypeText {
  if (types.some(({ text }) => text === UNKNOWN.text)) return UNKNOWN;
  return (
    joined(
      types.filter(({ text }) => text !== NEVER.text),
      '|',
    ) ?? NEVER
  );
}

/** What is of all of these types. */
export function intersection(types: readonly TypeText[]): TypeText {
  if (types.some(({ text }) => text === NEVER.text)) return NEVER;
  return (
    joined(
      types.filter(({ text }) => text !== UNKNOWN.text),
      '&',
    ) ?? UNKNOWN
  );
}

/** A list of them. */
export function listOf(type: TypeText): TypeText {
  return { text: `${type.joinedBy === undefined ? type.text : `(${type.text})`}[]` };
}

function joined(types: readonly TypeText[], by: '|' | '&'): TypeText | undefined {
  const [first, ...others] = types;
  if (first === undefined || others.length === 0) return first;
  const texts = new Set(types.map(({ text, joinedBy }) => (by === '&' && joinedBy === '|' ? `(${text})` : text)));
  return texts.size === 1 ? first : { text: [...texts].join(` ${by} `), joinedBy: by };
}
