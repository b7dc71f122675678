import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../../requests/generate-parts.ts';
import type { Probe } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { getAt, isObject, type JsonObject, setAt } from '../../succeed/json-value.ts';
import { createToken, type Token } from '../../succeed/token.ts';
import { isSameValue } from './same-value.ts';

export interface ChangeOptions {
  readonly operation: Operation;
  readonly mediaType: string;
  /** Which members may be changed. */
  readonly names: readonly string[];
  readonly seed: string;
}

/** A body with other values in as many of the members as have another that the document allows. */
export function changeBody(probe: Probe, value: JsonObject, options: ChangeOptions): JsonObject {
  const { operation, mediaType, names, seed } = options;
  const accepts = acceptsBody(operation, mediaType, probe);
  const token = createToken(seed);
  const others = [0, 1, 2].map((index) => {
    const part = generateParts(operation, probe, {
      seed: `${seed} ${index}`,
      mode: 'random',
      only: 'all',
      mediaType,
    })?.body;
    return part && 'value' in part ? part.value : undefined;
  });
  return names.reduce<JsonObject>((changed, name) => {
    const candidates = [...otherValues(value[name], token), ...others.map((other) => getAt(other, [name]))];
    const found = candidates
      .filter(
        (candidate) =>
          candidate !== undefined && !isSameValue(value[name], candidate) && !isSameValue(candidate, value[name]),
      )
      .map((candidate) => setAt(changed, [name], candidate))
      .find((candidate) => isObject(candidate) && accepts(candidate));
    return isObject(found) ? found : changed;
  }, value);
}

/** Plain ones, which no server has reason to tidy up. */
function otherValues(value: unknown, { letters }: Token): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number')
    return Number.isInteger(value) ? [value + 1, value - 1] : [round(value + 1), round(value / 2)];
  // A date, an address or an id is no free text.
  if (typeof value !== 'string' || /^[\d{([]|[@/]|\d{2}/.test(value)) return [];
  return [`${value} ${letters}`, `${value.slice(0, -letters.length)}${letters}`];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
