import type { Pattern } from '../pattern/create-pattern.ts';
import { createPatternSampler, type PatternSampler } from '../pattern/sample-pattern.ts';
import { fitFormat } from './fit-format.ts';
import { textFits } from './fits.ts';
import { base64, type MakeText } from './formatted-text.ts';
import { below, mix, sequence } from './random.ts';
import { plainText, realisticText, textOfFormat } from './realistic-text.ts';
import type { Shape } from './shape.ts';
import { WORDS } from './words.ts';

/** Patterns are slow to make texts for, so that each has a stock of them, filled as it is drawn from. */
const STOCK = 64;

export interface TextPlanOptions {
  readonly shape: Shape;
  /** The name of the property that the text is for. */
  readonly name: string;
  readonly patternFor: (source: string) => Pattern;
}

/** A maker of texts that have the format, the patterns and the length that a shape asks for, if there are any. */
export function planText({ shape, name, patternFor }: TextPlanOptions): MakeText {
  const known = shape.formats.find((format) => textOfFormat(format) !== undefined);
  const formatted = known === undefined ? undefined : textOfFormat(known);
  const natural = formatted ?? (shape.base64 ? base64Text : (realisticText(name) ?? plainText));
  const supported = shape.patterns.filter((pattern) => patternFor(pattern).supported);
  const { minLength, maxLength } = shape;
  if (supported.length === 0 && shape.formats.length === 0 && minLength <= 1 && maxLength >= LONGEST_NATURAL)
    return natural;
  const accepts = (text: string): boolean => textFits(text, shape, patternFor);
  const samplers = supported
    .map((source) => createPatternSampler(source, accepts))
    .filter((sampler) => sampler !== undefined);
  const make = (seed: number): string => {
    const text = natural(seed);
    if (accepts(text)) return text;
    return firstAccepted(candidates({ shape, format: known, samplers, natural: text }, seed), accepts) ?? text;
  };
  return samplers.length > 0 ? stocked(make) : make;
}

/** Characters, which no text made by name or format exceeds. */
const LONGEST_NATURAL = 80;

function base64Text(seed: number): string {
  return base64(`${plainText(seed)} ${plainText(mix(seed, 1))}`);
}

function stocked(make: MakeText): MakeText {
  const stock: (string | undefined)[] = [];
  return (seed) => {
    const slot = below(STOCK, seed);
    let text = stock[slot];
    if (text === undefined) {
      text = make(slot);
      stock[slot] = text;
    }
    return text;
  };
}

interface Candidates {
  readonly shape: Shape;
  readonly format: string | undefined;
  readonly samplers: readonly PatternSampler[];
  readonly natural: string;
}

function* candidates({ shape, format, samplers, natural }: Candidates, seed: number): Generator<string | undefined> {
  const { minLength, maxLength } = shape;
  if (format !== undefined) yield* fitFormat(format, { minLength, maxLength, seed });
  for (const [index, sample] of samplers.entries()) {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      yield sample({ minLength, maxLength, random: sequence(mix(seed, index * 16 + attempt)) });
    }
  }
  if (shape.base64) yield* fitFormat('byte', { minLength, maxLength, seed });
  yield fitLength(natural, shape, seed);
}

function firstAccepted(texts: Iterable<string | undefined>, accepts: (text: string) => boolean): string | undefined {
  for (const text of texts) {
    if (text !== undefined && accepts(text)) return text;
  }
  return undefined;
}

/** Cut, or lengthened by words. */
function fitLength(text: string, { minLength, maxLength }: Shape, seed: number): string {
  let words = text;
  for (let index = 1; words.length < minLength; index += 1) words += ` ${WORDS[below(WORDS.length, mix(seed, index))]}`;
  const least = Math.max(minLength, Math.min(maxLength, text.length));
  if (words.length <= maxLength && words.length < minLength + 16) return words;
  return words.slice(0, least).replace(/^ | $/g, 'a');
}
