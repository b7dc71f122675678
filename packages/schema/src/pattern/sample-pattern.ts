import type { AST } from '@eslint-community/regexpp';
import { type ParsedPattern, parsePattern } from './parse-pattern.ts';

interface SampleOptions {
  /** Unicode characters at least. Default 0. */
  readonly minLength?: number;
  /** Unicode characters at most. Default `Infinity`. */
  readonly maxLength?: number;
  /** Gives numbers from 0 to below 1. */
  readonly random: () => number;
}

/** Makes texts that match a pattern, each checked; `undefined` when none was found that also has the length. */
export type PatternSampler = (options: SampleOptions) => string | undefined;

/** Prepares a pattern for sampling; `undefined` for what JavaScript does not take as a pattern. */
export function createPatternSampler(source: string, matches: (text: string) => boolean): PatternSampler | undefined {
  const parsed = parsePattern(source);
  if (parsed === undefined) return undefined;
  const lengths = new Lengths();
  const characters = new Characters(parsed);
  return ({ minLength = 0, maxLength = Infinity, random }) => {
    for (let attempt = 0; attempt < EXTRA_LENGTHS.length * 4; attempt += 1) {
      const extra = EXTRA_LENGTHS[attempt % EXTRA_LENGTHS.length] ?? 0;
      const most = Math.max(minLength, Math.min(maxLength, minLength + extra));
      const least = minLength + Math.floor(random() * (most - minLength + 1));
      const sampling = new Sampling({
        lengths,
        characters,
        random,
        varied: attempt % 4 > 1,
        lookaheads: attempt % 2 === 1,
      });
      const text = pad(sampling.text(parsed.tree, { least, most: Math.max(least, most) }), parsed.tree, {
        minLength,
        characters,
        random,
      });
      const length = [...text].length;
      if (length >= minLength && length <= maxLength && matches(text)) return text;
    }
    return undefined;
  };
}

/** By how much a text may be longer than it has to be, from one attempt to the next. */
const EXTRA_LENGTHS = [6, 0, 2, 10, 16, 32, 1, 64];

interface Range {
  readonly least: number;
  readonly most: number;
}

type SampledNode = AST.Element | AST.QuantifiableElement | AST.Pattern | AST.Alternative;

/** How long the matches of each node can be. */
class Lengths {
  readonly #known = new WeakMap<object, Range>();

  of(node: SampledNode): Range {
    let range = this.#known.get(node);
    if (range === undefined) {
      range = this.#measure(node);
      this.#known.set(node, range);
    }
    return range;
  }

  #measure(node: SampledNode): Range {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup': {
        const ranges = node.alternatives.map((alternative) => this.of(alternative));
        return {
          least: Math.min(...ranges.map(({ least }) => least)),
          most: Math.max(...ranges.map(({ most }) => most)),
        };
      }
      case 'Alternative': {
        const ranges = node.elements.map((element) => this.of(element));
        return { least: sum(ranges.map(({ least }) => least)), most: sum(ranges.map(({ most }) => most)) };
      }
      case 'Quantifier': {
        const { least, most } = this.of(node.element);
        return { least: least * node.min, most: most === 0 || node.max === 0 ? 0 : most * node.max };
      }
      case 'Assertion':
        return { least: 0, most: 0 };
      case 'Backreference':
        return { least: 0, most: 20 };
      default:
        return { least: 1, most: 1 };
    }
  }
}

/** The characters that a class or set matches, plain ones preferred. */
class Characters {
  readonly #flags: string;
  readonly #known = new Map<string, readonly string[]>();

  constructor({ expression }: ParsedPattern) {
    this.#flags = expression.flags;
  }

  of(raw: string, varied = false): readonly string[] {
    const key = `${varied} ${raw}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#find(raw, varied ? [PRINTABLE, UNCOMMON] : [LETTERS_AND_DIGITS, PRINTABLE, UNCOMMON]);
      this.#known.set(key, known);
    }
    return known;
  }

  #find(raw: string, lists: readonly (readonly string[])[]): readonly string[] {
    const expression = new RegExp(`^(?:${raw})$`, this.#flags);
    for (const candidates of lists) {
      const found = candidates.filter((character) => expression.test(character));
      if (found.length > 0) return found;
    }
    const rest = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code));
    return rest.filter((character) => expression.test(character)).slice(0, 50);
  }
}

const LETTERS_AND_DIGITS = [...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const UNCOMMON = [...'\t\n\réüßñЖщ中文あ한ابע€😀'];

interface SamplingOptions {
  readonly lengths: Lengths;
  readonly characters: Characters;
  readonly random: () => number;
  /** Draws from all printable characters, not only letters and digits. */
  readonly varied: boolean;
  /** Writes out what a lookahead asks for, which often is all that makes it hold. */
  readonly lookaheads: boolean;
}

/** One walk through the pattern. */
class Sampling {
  readonly #options: SamplingOptions;
  readonly #captured = new Map<AST.CapturingGroup, string>();

  constructor(options: SamplingOptions) {
    this.#options = options;
  }

  text(node: SampledNode, range: Range): string {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
        return this.#alternative(node.alternatives, range);
      case 'CapturingGroup': {
        const text = this.#alternative(node.alternatives, range);
        this.#captured.set(node, text);
        return text;
      }
      case 'Alternative':
        return this.#sequence(node.elements, range);
      case 'Quantifier':
        return this.#repetition(node, range);
      case 'Character':
        return String.fromCodePoint(node.value);
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#pick(this.#options.characters.of(node.raw, this.#options.varied)) ?? '';
      case 'Backreference':
        return this.#captured.get([node.resolved].flat()[0] as AST.CapturingGroup) ?? '';
      case 'Assertion':
        return this.#options.lookaheads && node.kind === 'lookahead' && !node.negate
          ? this.#alternative(node.alternatives, SHORT)
          : '';
      default:
        return '';
    }
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#options.random() * list.length)];
  }

  #alternative(alternatives: readonly AST.Alternative[], range: Range): string {
    const fitting = alternatives.filter((alternative) => {
      const { least, most } = this.#options.lengths.of(alternative);
      return least <= range.most && most >= range.least;
    });
    const chosen = this.#pick(fitting.length > 0 ? fitting : alternatives);
    return chosen === undefined ? '' : this.text(chosen, range);
  }

  #sequence(elements: readonly AST.Element[], { least, most }: Range): string {
    const after = restLengths(elements.map((element) => this.#options.lengths.of(element)));
    let text = '';
    let length = 0;
    for (const [index, element] of elements.entries()) {
      const own = this.#options.lengths.of(element);
      const rest = after[index] ?? { least: 0, most: 0 };
      const longest = Math.max(own.least, Math.min(own.most, most - length - rest.least));
      const shortest = Math.max(own.least, Math.min(longest, least - length - rest.most));
      const part = this.text(element, { least: shortest, most: longest });
      text += part;
      length += [...part].length;
    }
    return text;
  }

  #repetition(node: AST.Quantifier, { least, most }: Range): string {
    const own = this.#options.lengths.of(node.element);
    const maxCount = own.least > 0 ? Math.min(node.max, Math.floor(most / own.least)) : node.max;
    const minCount = own.most > 0 ? Math.ceil(least / own.most) : node.min;
    const from = Math.max(node.min, Math.min(minCount, Math.max(node.min, maxCount)));
    const to = Math.max(from, Math.min(maxCount, from + MAX_EXTRA_REPETITIONS));
    const count = from + Math.floor(this.#options.random() * (to - from + 1));
    const parts: string[] = [];
    let length = 0;
    for (let index = 0; index < count && length <= MAX_SAMPLE; index += 1) {
      const rest = count - index - 1;
      const longest = Math.max(own.least, Math.min(own.most, most - length - rest * own.least));
      const shortest = Math.max(
        own.least,
        Math.min(
          longest,
          rest === 0 || own.most < Infinity ? least - length - (rest === 0 ? 0 : rest * own.most) : own.least,
        ),
      );
      const part = this.text(node.element, { least: shortest, most: longest });
      parts.push(part);
      length += [...part].length;
    }
    return parts.join('');
  }
}

const SHORT: Range = { least: 0, most: 4 };

const MAX_EXTRA_REPETITIONS = 6;

/** Characters, after which no repetition goes on. */
const MAX_SAMPLE = 1_000_000;

/** The lengths of all that comes after each element. */
function restLengths(ranges: readonly Range[]): readonly Range[] {
  const rests: Range[] = [];
  let rest: Range = { least: 0, most: 0 };
  for (const range of ranges.toReversed()) {
    rests.push(rest);
    rest = { least: rest.least + range.least, most: rest.most + range.most };
  }
  return rests.reverse();
}

/** A pattern that is not tied to the ends matches anywhere, so that a text may be made longer there. */
function pad(
  text: string,
  tree: AST.Pattern,
  { minLength, characters, random }: { minLength: number; characters: Characters; random: () => number },
): string {
  const missing = minLength - [...text].length;
  if (missing <= 0) return text;
  const letters = characters.of('[a-zA-Z0-9]');
  const padding = Array.from({ length: missing }, () => letters[Math.floor(random() * letters.length)] ?? 'a').join('');
  const endsAnywhere = tree.alternatives.some(({ elements }) => !isEdge(elements.at(-1), 'end'));
  return endsAnywhere ? text + padding : padding + text;
}

function isEdge(element: AST.Element | undefined, kind: 'end' | 'start'): boolean {
  if (element?.type === 'Group' || element?.type === 'CapturingGroup') {
    return element.alternatives.every(({ elements }) => isEdge(kind === 'end' ? elements.at(-1) : elements[0], kind));
  }
  return element?.type === 'Assertion' && element.kind === kind;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
