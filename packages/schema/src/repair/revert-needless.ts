import { setOwn } from '../generate/set-own.ts';

/** Where there are more changes than this, they are not looked at one by one. */
const MAX_CHANGES = 64;

/** A repaired instance without the changes that it is valid without. */
export function revertNeedless(given: unknown, repaired: unknown, isValid: (value: unknown) => boolean): unknown {
  let kept = repaired;
  const places = changedPlaces(given, repaired, []);
  // Where there is only one, it is what made it valid.
  if (places.length < 2 || places.length > MAX_CHANGES) return repaired;
  for (const path of places) {
    const reverted = withPlace(kept, path, placeIn(given, path));
    if (isValid(reverted)) kept = reverted;
  }
  return kept;
}

type Path = readonly (string | number)[];

/** What stands at a place of an instance; absent where nothing does. */
interface Place {
  readonly value?: unknown;
  readonly exists: boolean;
}

/** Places where one has something else than the other, the outermost of each. */
function changedPlaces(given: unknown, repaired: unknown, path: Path): readonly Path[] {
  if (Object.is(given, repaired)) return [];
  if (Array.isArray(given) && Array.isArray(repaired)) {
    if (given.length !== repaired.length) return [path];
    return given.flatMap((item, index) => changedPlaces(item, repaired[index], [...path, index]));
  }
  if (!isObject(given) || !isObject(repaired)) return [path];
  const lost = Object.keys(given).filter((name) => !Object.hasOwn(repaired, name));
  const added = Object.keys(repaired).filter((name) => !Object.hasOwn(given, name));
  const changed = Object.keys(given).flatMap((name) =>
    Object.hasOwn(repaired, name) ? changedPlaces(given[name], repaired[name], [...path, name]) : [],
  );
  // A member that came where another one went is that one under its right name.
  const moved = lost.length > 0 && added.length > 0 ? [] : [...lost, ...added];
  return [...changed, ...moved.map((name) => [...path, name])];
}

function placeIn(instance: unknown, path: Path): Place {
  let value = instance;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return { exists: false };
    value = Reflect.get(value, key);
  }
  return { value, exists: true };
}

function withPlace(instance: unknown, [key, ...rest]: Path, place: Place): unknown {
  if (key === undefined) return place.value;
  if (Array.isArray(instance)) return instance.with(Number(key), withPlace(instance[Number(key)], rest, place));
  if (!isObject(instance)) return instance;
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(instance)) {
    if (name !== key) setOwn(made, name, member);
    else if (rest.length > 0 || place.exists) setOwn(made, name, withPlace(member, rest, place));
  }
  if (rest.length === 0 && place.exists && !Object.hasOwn(made, key)) setOwn(made, String(key), place.value);
  return made;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
