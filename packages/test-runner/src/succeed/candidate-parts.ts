import type { Schemas } from '@mockloop/schema';
import type { Operation } from '@mockloop/spec-parser';
import type { PlannedOperation } from '../model/test-plan.ts';
import { generateParts } from '../requests/generate-parts.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import type { SucceedOptions } from '../run/probe.ts';
import type { RunView } from '../run/run-view.ts';
import { acceptsBody } from './accepts-body.ts';
import { freshen } from './fresh-values.ts';
import { fullParts } from './full-parts.ts';
import { kindsOf, plainName } from './names.ts';
import { createToken } from './token.ts';

/** What parts are wanted for. */
export interface CandidateContext {
  readonly view: RunView;
  readonly planned: PlannedOperation;
  readonly operation: Operation;
  readonly identity: string;
  /** Another one for each call. */
  readonly seed: string;
  readonly options: SucceedOptions;
}

type Ask = Omit<Parameters<typeof generateParts>[2], 'seed'>;

/** From the likeliest to please to the one that asks for the least. */
const ASKS: readonly Ask[] = [
  { mode: 'example' },
  { mode: 'example', only: 'required' },
  { mode: 'random', only: 'required' },
  { mode: 'random', only: 'all' },
];

/** Parts that an operation may answer 2xx to, the likeliest first. */
export function* candidateParts(context: CandidateContext): Generator<RequestParts> {
  const { options } = context;
  const seen = new Set<string>();
  for (const parts of basesFor(context)) {
    const login = loginBody(context, parts);
    const given = { ...parts, ...login, ...withoutAbsent(options.parts ?? {}) };
    const base = withFreshKey(given, context);
    const fresh = login === undefined && options.parts?.body === undefined ? withFreshBody(base, context) : base;
    for (const candidate of [fresh, base]) {
      const key = JSON.stringify(candidate);
      if (!seen.has(key)) yield candidate;
      seen.add(key);
    }
  }
  if (seen.size === 0 && options.parts?.values !== undefined) yield { ...options.parts, values: options.parts.values };
}

/** How often operations refused a body with everything in it, for each run: its schemas are its own. */
const refusals = new WeakMap<Schemas, Map<string, number>>();
/** Once may be chance. */
const MAX_REFUSALS = 3;

function* basesFor({ view, planned, operation, seed, options }: CandidateContext): Generator<RequestParts> {
  const good = view.knowledge.knownGood(planned.key);
  const refused = refusals.get(view.schemas) ?? new Map<string, number>();
  refusals.set(view.schemas, refused);
  const isWanted = options.full === true && (refused.get(planned.key) ?? 0) < MAX_REFUSALS;
  const full = isWanted ? fullParts(operation, view, seed) : undefined;
  if (full !== undefined) {
    // Asked for the next one, it was refused.
    yield { ...full, values: good?.parts.values ?? full.values };
    refused.set(planned.key, (refused.get(planned.key) ?? 0) + 1);
  }
  if (good !== undefined) yield good.parts;
  for (const ask of ASKS) {
    const parts = generateParts(operation, view, { seed, ...ask });
    if (parts !== undefined) yield parts;
  }
}

/** Who logs in, does so with what belongs to them. */
function loginBody(
  { view, planned, identity }: CandidateContext,
  { body }: RequestParts,
): Partial<RequestParts> | undefined {
  const login = view.identities.get(identity)?.login;
  if (login?.operation !== planned.key || body === undefined) return undefined;
  return { body: { mediaType: body.mediaType, value: login.body } };
}

function withoutAbsent(parts: Partial<RequestParts>): Partial<RequestParts> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** A key that was used before would bring back what it brought then. */
function withFreshKey(parts: RequestParts, { operation, view, seed }: CandidateContext): RequestParts {
  const { uuid, letters, digits } = createToken(`${seed} key`);
  const values = operation.parameters.map((parameter, index) => {
    const isSent = parts.values[index] !== undefined && parts.values[index] !== null;
    if (!isSent || parameter.in !== 'header' || !/idempotency|requestid|clienttoken/.test(plainName(parameter.name)))
      return parts.values[index];
    const schema = parameter.schema === undefined ? undefined : view.schemas.compile(parameter.schema, 'request');
    const value = [uuid, letters, digits].find((one) => schema?.isValid(one) ?? true);
    return value === undefined ? parts.values[index] : { value };
  });
  return { ...parts, values };
}

function withFreshBody(parts: RequestParts, context: CandidateContext): RequestParts {
  const { view, operation, planned, seed } = context;
  const { body } = parts;
  if (body === undefined || !('value' in body) || planned.role === 'login') return parts;
  const drawn = once(() => generateParts(operation, view, { seed, mode: 'random', only: 'all' })?.body);
  const value = freshen(body.value, {
    token: createToken(seed),
    isValid: acceptsBody(operation, body.mediaType, view),
    other: () => {
      const other = drawn();
      return other && 'value' in other ? other.value : undefined;
    },
    ids: creates(planned) ? idNames(context) : new Set(),
  });
  return { ...parts, body: { mediaType: body.mediaType, value } };
}

function creates({ role }: PlannedOperation): boolean {
  return role === 'create' || role === 'register';
}

function idNames({ view, planned }: CandidateContext): ReadonlySet<string> {
  const resource = planned.resource === undefined ? undefined : view.resource(planned.resource);
  const kinds = resource === undefined ? [] : [...kindsOf(resource)].map((kind) => `${kind}id`);
  const parameter = resource?.id_parameter;
  return new Set(['id', 'uuid', ...kinds, ...(parameter === undefined ? [] : [plainName(parameter)])]);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
