import type { BodyPath } from './locate.ts';
import { plainName, singular } from './names.ts';
import { allowsType, isObjectView, type SchemaView, type SchemaViews } from './schema-view.ts';

/** What is known of an id. */
export interface IdHints {
  readonly views: SchemaViews;
  /** The path parameter that carries it, e.g. `petId`. */
  readonly parameter: string;
  /** What the document says of that parameter. */
  readonly parameterView?: SchemaView | undefined;
  /** The literal before it, e.g. `pets`. */
  readonly collection: string;
}

/** As ids are called, the likeliest first; plain. */
const ID_NAMES: readonly string[] =
  'id uuid guid uid sid key slug login username handle name number code sha identifier symbol arn ref digest'.split(
    ' ',
  );
/** Where APIs keep the id that is not on the surface of an item. */
const HOLDERS: readonly string[] = ['metadata', 'meta', 'sys', 'attributes', 'properties', 'info', 'spec'];

/** Which member of an item holds the id that a path parameter carries; `undefined` where none is known to. */
export function findIdPath(item: SchemaView, hints: IdHints): BodyPath | undefined {
  const names = candidateNames(hints);
  // `petId` is the `id` whatever its type; `username` is no number.
  const typings = plainName(hints.parameter).endsWith('id') ? [false] : [true, false];
  for (const isStrict of typings) {
    const found = findAmong(item, names, { ...hints, isStrict }) ?? findHeld(item, names, { ...hints, isStrict });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Which member of an item refers to what a parameter before it names: `customer` of `/customers/{customer}/cards/{id}`. */
export function findReferencePath(item: SchemaView, hints: IdHints): BodyPath | undefined {
  const plain = plainName(hints.parameter);
  const kind = plainName(singular(hints.collection));
  const own = ID_NAMES.includes(plain) ? [kind + plain] : [plain, `${plain}id`];
  return findAmong(item, [...own, `${kind}id`, kind], { ...hints, isStrict: true, mayNest: true });
}

interface Search extends IdHints {
  readonly mayNest?: boolean | undefined;
  /** The member has to be of the parameter's own type. */
  readonly isStrict: boolean;
}

function findHeld(item: SchemaView, names: readonly string[], search: Search): BodyPath | undefined {
  for (const holder of item.properties.keys()) {
    const inner = HOLDERS.includes(plainName(holder)) ? search.views.property(item, holder) : undefined;
    const path = inner && findAmong(inner, names, search);
    if (path !== undefined) return [holder, ...path];
  }
  return undefined;
}

function candidateNames({ parameter, collection }: IdHints): readonly string[] {
  const plain = plainName(parameter);
  const kind = plainName(singular(collection));
  // `{promotion_code}` of `promotion_codes` says no more than `{id}`.
  const suffixes = plain === kind ? [] : ID_NAMES.filter((name) => plain !== name && plain.endsWith(name));
  const own = plain === kind ? ['id', `${kind}id`, plain] : [plain, ...(plain === 'username' ? ['login'] : [])];
  const stripped = plain.startsWith(kind) && plain !== kind ? [plain.slice(kind.length)] : [];
  const general = ['id', `${kind}id`, ...['name', 'number', 'code', 'key'].map((name) => kind + name), ...ID_NAMES];
  return [
    ...new Set([...own, ...stripped, ...suffixes, ...suffixes.map((name) => kind + name), `${plain}id`, ...general]),
  ];
}

function findAmong(item: SchemaView, names: readonly string[], hints: Search): BodyPath | undefined {
  const properties = new Map([...item.properties.keys()].reverse().map((name) => [plainName(name), name]));
  for (const plain of names) {
    const name = properties.get(plain);
    const view = name === undefined ? undefined : hints.views.property(item, name);
    if (name === undefined || view === undefined) continue;
    if (canBeId(view, hints)) return [name];
    const mayNest = hints.mayNest === true || plain === plainName(hints.parameter);
    const nested = mayNest && isObjectView(view) ? findNested(view, hints) : undefined;
    if (nested !== undefined) return [name, ...nested];
  }
  return undefined;
}

/** `{owner}` of a repository is the `login` of its `owner`. */
function findNested(view: SchemaView, hints: Search): BodyPath | undefined {
  for (const name of ['login', 'username', 'slug', 'name', 'key', 'id']) {
    const inner = hints.views.property(view, name);
    if (inner !== undefined && canBeId(inner, hints)) return [name];
  }
  return undefined;
}

function canBeId(view: SchemaView, { parameterView, isStrict }: Search): boolean {
  const isNumber = allowsType(view, 'integer');
  const isText = allowsType(view, 'string');
  if (!(isNumber || isText) || view.types.has('boolean')) return false;
  if (view.types.size === 0 && view.properties.size > 0) return false;
  if (!isStrict || parameterView === undefined || parameterView.types.size === 0) return true;
  return parameterView.types.has('string') ? isText : isNumber;
}
