import type { AST } from '@eslint-community/regexpp';

/**
 * Whether any text can match: `false` where a start is asked for after a character, or a character after an end, as in `/^[a-z]+$/i`
 * written with its delimiters. Only what is plain to see.
 */
export function canMatch(tree: AST.Pattern): boolean {
  return tree.alternatives.some(({ elements }) => {
    let consumed = false;
    let ended = false;
    for (const element of elements) {
      if (isEdge(element, 'start') && consumed) return false;
      if (isEdge(element, 'end')) ended = true;
      if (!consumes(element)) continue;
      if (ended) return false;
      consumed = true;
    }
    return true;
  });
}

function isEdge(element: AST.Element, kind: 'start' | 'end'): boolean {
  return element.type === 'Assertion' && element.kind === kind;
}

/** Whether each match of it has a character. */
export function consumes(element: AST.Element): boolean {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.every(({ elements }) => elements.some(consumes));
    case 'Quantifier':
      return element.min > 0 && consumes(element.element);
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return true;
    default:
      return false;
  }
}
