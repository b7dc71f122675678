import type { RuleMatch } from '../scenario.ts';
import type { OperationTraits } from './operation-traits.ts';
import type { Payload, PayloadPlace } from './pack.ts';

/** The places of a payload that one of the operations has room for. */
export function offeredPlaces(payload: Payload, operations: readonly OperationTraits[]): readonly PayloadPlace[] {
  return payload.in.filter((place) => operations.some((operation) => HAS_ROOM[place](operation, payload)));
}

const HAS_ROOM: Readonly<Record<PayloadPlace, (operation: OperationTraits, payload: Payload) => boolean>> = {
  query: ({ acceptsQueryText }, { name, as }) => acceptsQueryText || name !== undefined || as === 'name',
  body: ({ hasBody }) => hasBody,
  path: ({ hasPathParameter }) => hasPathParameter,
  header: () => true,
};

/** What requests have that carry the payload in one of the places. Each match stands for itself. */
export function payloadMatches(payload: Payload, places: readonly PayloadPlace[]): readonly RuleMatch[] {
  const conditions = places.flatMap((place) =>
    place === 'body' ? inText(payload) : [`(${CONDITIONS[place](payload)})`],
  );
  return [
    ...(conditions.length > 0 ? [{ when: conditions.join(' || ') }] : []),
    ...(places.includes('body') ? [bodyMatch(payload)] : []),
  ];
}

const CONDITIONS: Readonly<Record<Exclude<PayloadPlace, 'body'>, (payload: Payload) => string>> = {
  query: (payload) => inFields('request.query', payload),
  header: (payload) => inFields('request.headers', { ...payload, name: payload.name?.toLowerCase() }),
  path: inPath,
};

/** In a map of texts. */
function inFields(map: string, payload: Payload): string {
  const { name, value } = payload;
  if (payload.as === 'name') return `${map}.exists(k, k.contains(${literal(String(value))}))`;
  if (name === undefined) return `${map}.exists(k, ${compare(`${map}[k]`, payload)})`;
  const isThere = `${literal(name)} in ${map}`;
  return value === null ? `!(${isThere})` : `${isThere} && ${compare(`${map}[${literal(name)}]`, payload)}`;
}

/** Written as it is or percent-encoded, or as the value of a parameter. */
function inPath(payload: Payload): string {
  const text = String(payload.value).toWellFormed();
  const spellings = [...new Set([text, encodeURIComponent(text)])].map((spelling) =>
    isWhole(payload)
      ? `request.path.endsWith(${literal(`/${spelling}`)})`
      : `request.path.contains(${literal(spelling)})`,
  );
  return [...spellings, `request.params.exists(k, ${compare('request.params[k]', payload)})`].join(' || ');
}

/** In a body that is no JSON, such as XML, where JSON would write the payload otherwise. */
function inText(payload: Payload): readonly string[] {
  const text = String(payload.value).toWellFormed();
  const isSame = JSON.stringify(text) === `"${text}"`;
  return isSame || payload.as === 'name' || isWhole(payload) ? [] : [`(request.body.contains(${literal(text)}))`];
}

/** Parts of texts are looked for in the whole body, at any depth; whole values in its members and in theirs. */
function bodyMatch(payload: Payload): RuleMatch {
  const { name, value, as } = payload;
  const text = JSON.stringify(String(value));
  if (as === 'name') return { body: `${text}:` };
  if (name !== undefined && isWhole(payload)) return { body: `${JSON.stringify(name)}:${JSON.stringify(value)}` };
  if (!isWhole(payload)) return { body: text.slice(1, -1) };
  const wanted = typeof value === 'string' ? literal(value) : numeral(value);
  return {
    when: `request.body.exists(k, request.body[k] == ${wanted} || request.body[k].exists(j, request.body[k][j] == ${wanted}))`,
  };
}

function compare(text: string, payload: Payload): string {
  const value = literal(String(payload.value));
  return isWhole(payload) ? `${text} == ${value}` : `${text}.contains(${value})`;
}

/** CEL tells `2` from `2.0`; JSON's numbers are of the latter kind. */
function numeral(value: Payload['value']): string {
  return Number.isInteger(value) ? `${BigInt(value as number)}.0` : String(value);
}

function isWhole({ compare: chosen, value }: Payload): boolean {
  return (chosen ?? (typeof value === 'string' && value !== '' ? 'contains' : 'equals')) === 'equals';
}

/** CEL reads the escapes of JSON, save those of half characters, which no request has. */
function literal(text: string): string {
  return JSON.stringify(text.toWellFormed());
}
