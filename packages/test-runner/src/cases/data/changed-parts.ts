import { type Operation, pointerTokens } from '@mockloop/spec-parser';
import type { RequestParts } from '../../requests/request-parts.ts';
import { getAt } from '../../succeed/json-value.ts';
import { applyChange, type Change } from './change.ts';

/**
 * Parts that work, with one change. Where the change lies in something that they do not have, the outermost part of it that is missing
 * is taken from other parts.
 *
 * @param full Parts in which everything is there.
 */
export function changedParts(
  operation: Operation,
  {
    working,
    full,
    change,
    seed,
  }: { readonly working: RequestParts; readonly full: RequestParts; readonly change: Change; readonly seed: string },
): RequestParts | undefined {
  return applyChange(operation, working, { change, seed }) ?? graft(operation, { working, full, change, seed });
}

function graft(
  operation: Operation,
  { working, full, change, seed }: Parameters<typeof changedParts>[1],
): RequestParts | undefined {
  const source = valueIn(operation, full, change);
  const path = pointerTokens(change.at);
  for (let length = 0; length < path.length; length++) {
    const at = path
      .slice(0, length)
      .map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
    const value = getAt(source, path.slice(0, length));
    if (value === undefined) return undefined;
    const grafted = applyChange(operation, working, {
      change: { ...change, at, value, isFiller: undefined, mediaType: full.body?.mediaType },
      seed,
    });
    const changed = grafted && applyChange(operation, grafted, { change, seed });
    if (changed !== undefined && (length > 0 || valueIn(operation, working, change) === undefined)) return changed;
  }
  return undefined;
}

function valueIn({ parameters }: Operation, { values, body }: RequestParts, change: Change): unknown {
  if (change.in === 'body') return body && 'value' in body ? body.value : undefined;
  const part = values[parameters.findIndex(({ in: location, name }) => location === change.in && name === change.name)];
  return part && 'value' in part ? part.value : undefined;
}
