import type { AST } from '@eslint-community/regexpp';
import { CharacterClasses } from './character-classes.ts';
import type { ParsedPattern } from './parse-pattern.ts';

/** The instruction that matches. */
export const MATCH_AT = 0;

/** What an instruction does, other than to match. This one goes on at `out`, after the character whose code is `arg`. */
export const CHARACTER = 1;
/** Goes on after a character of the class `arg`. */
export const CLASS = 2;
/** Goes on at `out` and at `arg`. */
export const SPLIT = 3;
/** Goes on where the text starts. */
export const START = 4;
/** Goes on where the text ends. */
export const END = 5;
/** Goes on where a word starts or ends (`arg` is 1), or where none does (`arg` is 0). */
export const WORD_EDGE = 6;

/** A nondeterministic finite automaton. Instruction `n` is `op[n]`, `arg[n]`, `out[n]`. */
export interface Automaton {
  readonly op: Uint8Array;
  readonly arg: Int32Array;
  readonly out: Int32Array;
  readonly start: number;
  readonly classes: CharacterClasses;
}

/** Parts and instructions of a pattern with its repetitions written out: a few milliseconds of work, and some 200 KB. */
const MAX_PARTS = 20_000;

/**
 * The automaton of a pattern. `undefined` where there is none, since it has lookarounds, backreferences or modifiers, or where it
 * would be too large.
 */
export function createAutomaton({ tree, expression }: ParsedPattern): Automaton | undefined {
  const writer = new Writer(new CharacterClasses(expression.flags));
  try {
    const start = writer.alternatives(tree.alternatives, 0);
    return writer.finish(start);
  } catch (error) {
    if (error instanceof NoAutomaton) return undefined;
    throw error;
  }
}

class NoAutomaton extends Error {}

const EDGES = { start: START, end: END };

/** Writes each part after what follows it, and says where the part begins. */
class Writer {
  readonly #classes: CharacterClasses;
  readonly #op: number[] = [0];
  readonly #arg: number[] = [0];
  readonly #out: number[] = [0];
  #parts = 0;

  constructor(classes: CharacterClasses) {
    this.#classes = classes;
  }

  finish(start: number): Automaton {
    const [op, arg, out] = [Uint8Array.from(this.#op), Int32Array.from(this.#arg), Int32Array.from(this.#out)];
    return { op, arg, out, start, classes: this.#classes };
  }

  alternatives(list: readonly AST.Alternative[], next: number): number {
    return list
      .map(({ elements }) => elements.reduceRight((after, element) => this.#element(element, after), next))
      .reduce((one, other) => this.#add(SPLIT, other, one));
  }

  #add(op: number, arg: number, out: number): number {
    this.#count();
    this.#op.push(op);
    this.#arg.push(arg);
    this.#out.push(out);
    return this.#op.length - 1;
  }

  #element(node: AST.Element, next: number): number {
    this.#count();
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        if (node.type === 'Group' && node.modifiers) throw new NoAutomaton();
        return this.alternatives(node.alternatives, next);
      case 'Quantifier':
        return this.#quantifier(node, next);
      case 'Assertion':
        if (node.kind === 'word') return this.#add(WORD_EDGE, Number(!node.negate), next);
        if (node.kind === 'start' || node.kind === 'end') return this.#add(EDGES[node.kind], 0, next);
        throw new NoAutomaton();
      case 'Character':
        return this.#add(CHARACTER, node.value, next);
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#add(CLASS, this.#classes.indexOf(node.raw), next);
      default:
        throw new NoAutomaton();
    }
  }

  #count(): void {
    this.#parts += 1;
    if (this.#parts > MAX_PARTS) throw new NoAutomaton();
  }

  #quantifier({ element, min, max }: AST.Quantifier, next: number): number {
    let begin = next;
    let written = 0;
    if (max === Infinity) {
      const loop = this.#add(SPLIT, next, next);
      const body = this.#element(element, loop);
      this.#out[loop] = body;
      begin = min === 0 ? loop : body;
      written = 1;
    } else {
      for (let optional = max - min; optional > 0; optional -= 1) {
        begin = this.#add(SPLIT, next, this.#element(element, begin));
      }
    }
    for (; written < min; written += 1) begin = this.#element(element, begin);
    return begin;
  }
}
