import type { AST } from '@eslint-community/regexpp';

/**
 * The same expression in RE2's syntax, with ECMA-262's meaning of `.`, `\s` and `$`. `undefined` where RE2 has no such thing:
 * lookarounds, backreferences, modifiers, more than 1,000 repetitions.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function toRe2(tree: AST.Pattern): string | undefined {
  try {
    return alternatives(tree.alternatives);
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

class Untranslatable extends Error {}

function alternatives(list: readonly AST.Alternative[]): string {
  return `(?:${list.map(({ elements }) => elements.map(element).join('')).join('|')})`;
}

function element(node: AST.Element): string {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      if (node.type === 'Group' && node.modifiers) throw new Untranslatable();
      return alternatives(node.alternatives);
    case 'Quantifier':
      return quantifier(node);
    case 'Assertion':
      return assertion(node);
    case 'Character':
      return character(node.value);
    case 'CharacterSet':
      return `[${set(node)}]`;
    case 'CharacterClass':
      return characterClass(node);
    default:
      throw new Untranslatable();
  }
}

function quantifier({ element: repeated, min, max }: AST.Quantifier): string {
  if (min > 1000 || (max > 1000 && max !== Infinity)) throw new Untranslatable();
  return `(?:${element(repeated)}){${min},${max === Infinity ? '' : max}}`;
}

function assertion(node: AST.Assertion): string {
  switch (node.kind) {
    case 'start':
      return '\\A';
    case 'end':
      return '\\z';
    case 'word':
      return node.negate ? '\\B' : '\\b';
    default:
      throw new Untranslatable();
  }
}

function characterClass(node: AST.CharacterClass): string {
  const parts = node.elements.map((part) => {
    if (part.type === 'Character') return character(part.value);
    if (part.type === 'CharacterClassRange') return `${character(part.min.value)}-${character(part.max.value)}`;
    if (part.type === 'CharacterSet') return set(part);
    throw new Untranslatable();
  });
  if (parts.length === 0) return node.negate ? `[${EVERYTHING}]` : `[^${EVERYTHING}]`;
  return `[${node.negate ? '^' : ''}${parts.join('')}]`;
}

const EVERYTHING = '\\x{0}-\\x{10FFFF}';
const NOT_LINE_ENDS = '\\x{0}-\\x{9}\\x{B}\\x{C}\\x{E}-\\x{2027}\\x{202A}-\\x{10FFFF}';
const SPACES =
  '\\x{9}-\\x{D}\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}';
const NOT_SPACES =
  '\\x{0}-\\x{8}\\x{E}-\\x{1F}\\x{21}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}' +
  '\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}';

/** What stands between the brackets of a class. */
function set(node: AST.CharacterSet): string {
  switch (node.kind) {
    case 'any':
      return NOT_LINE_ENDS;
    case 'space':
      return node.negate ? NOT_SPACES : SPACES;
    case 'digit':
      return node.negate ? '\\D' : '\\d';
    case 'word':
      return node.negate ? '\\W' : '\\w';
    default:
      return `\\${node.negate ? 'P' : 'p'}{${node.value ?? node.key}}`;
  }
}

function character(value: number): string {
  return `\\x{${value.toString(16)}}`;
}
