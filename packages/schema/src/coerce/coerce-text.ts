import type { TypeName } from '../model/keywords.ts';

/** A text as a value of a type, `undefined` when it is none. Numbers must be written as in JSON (RFC 8259 §6). */
export function coerceText(text: string, type: TypeName): unknown {
  switch (type) {
    case 'string':
      return text;
    case 'null':
      return text === '' || text === 'null' ? null : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'integer':
      return toNumber(text, Number.isInteger);
    case 'number':
      return toNumber(text, Number.isFinite);
    default:
      return undefined;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function toNumber(text: string, accepts: (number: number) => boolean): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const number = Number(text);
  return accepts(number) ? number : undefined;
}
