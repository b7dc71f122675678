import type { AST } from '@eslint-community/regexpp';
import { consumes } from './can-match.ts';

/**
 * An upper bound for the steps that a backtracking matcher takes on a text of `length` characters; `Infinity` where it may be
 * exponential. Pessimistic: ambiguous repetition (`(a+)+`, `(a|b)*`) always counts as exponential.
 */
export function backtrackingCost(tree: AST.Pattern, length: number): number {
  const { work } = costOfAlternatives(tree.alternatives, length);
  return tree.alternatives.every(startsAtStart) ? work : work * (length + 1);
}

interface Cost {
  /** In how many ways the node can match at one position. */
  readonly ways: number;
  /** The steps to try all of them. */
  readonly work: number;
}

const one: Cost = { ways: 1, work: 1 };

function costOf(node: AST.Element | AST.QuantifiableElement, length: number): Cost {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return costOfAlternatives(node.alternatives, length);
    case 'Quantifier':
      return costOfQuantifier(node, length);
    case 'Assertion':
      // Once it has matched, a lookaround is not entered again to find another way.
      return 'alternatives' in node ? { ways: 1, work: costOfAlternatives(node.alternatives, length).work } : one;
    case 'Backreference':
      return { ways: 1, work: length + 1 };
    default:
      return one;
  }
}

function costOfAlternatives(alternatives: readonly AST.Alternative[], length: number): Cost {
  const costs = alternatives.map((alternative) => costOfSequence(alternative.elements, length));
  const ways = costs.map((cost) => cost.ways);
  return {
    ways: areExclusive(alternatives) ? Math.max(...ways) : sum(ways),
    work: sum(costs.map((cost) => cost.work)),
  };
}

function costOfSequence(elements: readonly AST.Element[], length: number): Cost {
  let ways = 1;
  let work = 1;
  for (const element of elements) {
    const cost = costOf(element, length);
    work += ways * cost.work;
    ways *= cost.ways;
  }
  return { ways, work };
}

function costOfQuantifier(node: AST.Quantifier, length: number): Cost {
  // As often as it has to, it matches the empty text too.
  const max = Math.min(node.max, consumes(node.element) ? length : node.min + length);
  const min = Math.min(node.min, max);
  const { ways, work } = costOf(node.element, length);
  const lengths = max - min + 1;
  if (ways === 1) return { ways: lengths, work: 1 + max * work };
  const all = lengths * ways ** max;
  return { ways: all, work: 1 + all * work };
}

/** Each alternative begins with a character of its own, so that at most one can match. */
function areExclusive(alternatives: readonly AST.Alternative[]): boolean {
  const first = alternatives.map(({ elements: [element] }) =>
    element?.type === 'Character' ? element.value : undefined,
  );
  return !first.includes(undefined) && new Set(first).size === first.length;
}

/** Whether it matches at the start of a text only. */
export function startsAtStart(alternative: AST.Alternative): boolean {
  const [first] = alternative.elements;
  if (first?.type === 'Assertion') return first.kind === 'start';
  if (first?.type === 'Group' || first?.type === 'CapturingGroup') return first.alternatives.every(startsAtStart);
  return false;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
