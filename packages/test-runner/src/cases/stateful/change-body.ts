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
  const drawn = new Map<number, unknown>();
  const draw = (index: number): unknown => {
    if (drawn.has(index)) return drawn.get(index);
    const ask = { seed: `${seed} ${index}`, mode: 'random', only: 'all', mediaType } as const;
    const part = generateParts(operation, probe, ask)?.body;
    drawn.set(index, part && 'value' in part ? part.value : undefined);
    return drawn.get(index);
  };
  return names.reduce<JsonObject>((changed, name) => {
    const found = Iterator.from(candidates(value[name], token, (index) => getAt(draw(index), [name])))
      .filter((one) => one !== undefined && !isSameValue(value[name], one) && !isSameValue(one, value[name]))
      .map((one) => setAt(changed, [name], one))
      .find((one) => isObject(one) && accepts(one));
    return isObject(found) ? found : changed;
  }, value);
}

/** A drawn body may lack the member that is wanted. */
const MAX_DRAWS = 8;

/** Drawn ones only where no plain one does. */
function* candidates(value: unknown, token: Token, draw: (index: number) => unknown): Generator<unknown> {
  yield* otherValues(value, token);
  for (let index = 0; index < MAX_DRAWS; index++) yield draw(index);
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
