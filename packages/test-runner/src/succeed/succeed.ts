import type { TestExchange } from '../model/exchange.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { readAnswer } from '../requests/read-answer.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import type { Knowledge } from '../run/knowledge.ts';
import type { SucceedOptions, Success } from '../run/probe.ts';
import { acceptsBody } from './accepts-body.ts';
import { candidateParts } from './candidate-parts.ts';
import { dropShared, ensureAnchor } from './ensure-made.ts';
import { ensureNamed } from './ensure-named.ts';
import { idPath } from './find-item.ts';
import { setAt } from './json-value.ts';
import { type Goal, learnSuccess } from './learn-success.ts';
import { refer } from './refer.ts';
import { isPrefix, pathValues } from './resource-paths.ts';
import type { SucceedProbe, Way } from './way.ts';

const MAX_REQUESTS = 15;
/** So many failures without one success, and an operation gets one try a call from then on. */
const GIVE_UP = 24;

/**
 * Has an operation answer 2xx: with the request that worked before, else with the document's own example, else with generated ones. What
 * its path and its body refer to is created first. Members that no two things may share differ from call to call.
 *
 * @param operation Its key.
 * @returns `undefined` where no request of at most 15 did it.
 */
export function succeed(operation: string, options: SucceedOptions, probe: SucceedProbe): Promise<Success | undefined> {
  const identity = options.identity ?? probe.mainIdentity;
  return attempt(operation, options, { probe, identity, spent: { requests: 0 }, making: [], attempt });
}

async function attempt(key: string, options: SucceedOptions, way: Way): Promise<Success | undefined> {
  const goal = await goalFor(key, options, way);
  return goal && pursue(goal, way);
}

/** @returns `undefined` where the operation must not be called, or nothing is there to call it for. */
async function goalFor(key: string, options: SucceedOptions, way: Way): Promise<Goal | undefined> {
  const { probe } = way;
  const operation = probe.operation(key);
  const planned = probe.operations.find((one) => one.key === key);
  if (operation === undefined || planned === undefined) return undefined;
  const at = options.at ?? (await ensureAnchor(planned, way)) ?? (await ensureNamed(planned, way));
  const isAtNothing = at === undefined && planned.risk === 'destructive' && operation.path.includes('{');
  return isAtNothing ? undefined : { operation, planned, options, at };
}

async function pursue(first: Goal, way: Way): Promise<Success | undefined> {
  const { probe, identity, spent } = way;
  const { planned } = first;
  const tries = isHopeless(planned.key, probe.knowledge) ? 1 : MAX_REQUESTS;
  let goal = first;
  for (const candidate of candidateParts({ ...goal, view: probe, identity, seed: nextSeed(probe) }).take(tries)) {
    if (spent.requests >= MAX_REQUESTS || probe.signal.aborted) return undefined;
    const { success, exchange } = await tryParts(await refer(candidate, goal, way), goal, way);
    if (success !== undefined) return success;
    if (isFinal(exchange)) return undefined;
    if (isGone(exchange) && dropShared(goal.at, way)) goal = { ...goal, at: await ensureAnchor(planned, way) };
  }
  return undefined;
}

const counters = new WeakMap<SucceedProbe, number>();

/** A case that has two things made must not send the same names twice. */
function nextSeed(probe: SucceedProbe): string {
  const count = counters.get(probe) ?? 0;
  counters.set(probe, count + 1);
  return `${probe.seed} succeed ${count}`;
}

function isHopeless(key: string, knowledge: Knowledge): boolean {
  if (knowledge.knownGood(key) !== undefined) return false;
  return [...knowledge.statuses(key).values()].reduce((sum, count) => sum + count, 0) >= GIVE_UP;
}

/** Another request would fare no better. */
function isFinal({ response }: TestExchange): boolean {
  return response === undefined || [401, 403, 405, 429, 501, 503].includes(response.status);
}

function isGone({ response }: TestExchange): boolean {
  return response?.status === 404 || response?.status === 410;
}

async function tryParts(
  candidate: RequestParts,
  goal: Goal,
  way: Way,
): Promise<{ readonly exchange: TestExchange; readonly success?: Success }> {
  const { operation, planned } = goal;
  const { probe, identity } = way;
  const parts = placeIn(candidate, goal, probe);
  const request = composeRequest(operation, parts, { document: probe.document, identity });
  way.spent.requests += 1;
  const exchange = await probe.send(request, { operation: planned.key, quiet: way.making.length > 0 });
  const status = exchange.response?.status ?? 0;
  if (status < 200 || status >= 300) return { exchange };
  const value = (await readAnswer(exchange, operation, probe))?.value;
  const success = { request, exchange, parts, value };
  return { exchange, success: { ...success, made: learnSuccess(success, goal, probe) } };
}

/** Puts what the path stands for into it, and its id where the body repeats it. */
function placeIn(parts: RequestParts, goal: Goal, probe: SucceedProbe): RequestParts {
  const { operation, at } = goal;
  const resource = at && probe.resource(at.resource);
  if (at === undefined) return parts;
  const placed = pathValues(at, resource?.item_path, operation.path);
  const values = operation.parameters.map((parameter, index) =>
    parameter.in === 'path' && placed.has(parameter.name) ? { value: placed.get(parameter.name) } : parts.values[index],
  );
  const { body } = parts;
  if (goal.options.parts?.body !== undefined || body === undefined || !('value' in body)) return { ...parts, values };
  return { ...parts, values, body: { ...body, value: withOwnId(body, goal, probe) } };
}

/** A body that names another id than the path contradicts itself. */
function withOwnId(
  { mediaType, value }: { readonly mediaType: string; readonly value: unknown },
  { operation, planned, at }: Goal,
  probe: SucceedProbe,
): unknown {
  const resource = at && probe.resource(at.resource);
  if (at === undefined || resource?.item_path === undefined || planned.resource !== resource.name) return value;
  const path = isPrefix(resource.item_path, operation.path) ? idPath(value, resource) : undefined;
  if (path === undefined) return value;
  const changed = setAt(value, path, at.path.at(-1)?.[1]);
  return acceptsBody(operation, mediaType, probe)(changed) ? changed : value;
}
