import { escapeToken, type Operation } from '@mockloop/spec-parser';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { getAt, isObject, type JsonObject, setAt, without } from '../../succeed/json-value.ts';
import { referencesIn } from '../../succeed/references.ts';
import { unlikeId } from './unlike-id.ts';
import type { UseBody } from './use-body.ts';
import { bodyMembers } from './written-differences.ts';

/** A body that the document forbids, and what is wrong with it. */
export interface BrokenBody {
  readonly body: UseBody;
  readonly name: string;
  readonly what: string;
}

/**
 * Bodies with one defect each, the one that servers refuse most surely first; only such as the document forbids.
 *
 * @param keep Members that stay as they are.
 */
export function* brokenBodies(
  operation: Operation,
  body: UseBody,
  { view, keep }: { readonly view: RunView; readonly keep?: readonly string[] },
): Generator<BrokenBody> {
  const accepts = acceptsBody(operation, body.mediaType, view);
  const facts = bodyMembers(operation, view);
  const names = Object.keys(body.value).filter(
    (name) => keep?.includes(name) !== true && !facts.get(`/${escapeToken(name)}`)?.readOnly,
  );
  const required = names.filter((name) => facts.get(`/${escapeToken(name)}`)?.required === true);
  const broken = [
    ...required.map((name) => ({ name, what: 'is missing', value: without(body.value, name) })),
    ...[...required, ...names].flatMap((name) => wrongValues(body.value, name)),
  ];
  for (const { name, what, value } of broken) if (!accepts(value)) yield { name, what, body: { ...body, value } };
}

/** Bodies that name something else that does not exist; the document allows them. */
export function danglingBodies(body: UseBody, { plan, seed }: Pick<Probe, 'plan' | 'seed'>): readonly BrokenBody[] {
  return referencesIn(body.value, plan.resources).flatMap(({ path }) => {
    const id = unlikeId(getAt(body.value, path), seed);
    const value = id === undefined ? undefined : setAt(body.value, path, id);
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
    return isObject(value) ? [{ name, what: 'names nothing that exists', body: { ...body, value } }] : [];
  });
}

function wrongValues(value: JsonObject, name: string): { name: string; what: string; value: JsonObject }[] {
  const with_ = (other: unknown, what: string): { name: string; what: string; value: JsonObject } => ({
    name,
    what,
    value: Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === name ? other : member])),
  });
  return typeof value[name] === 'object'
    ? [with_('mockloop', 'is a text')]
    : [with_({ mockloop: [] }, 'is an object'), with_(-1e15, 'is far below any bound'), with_('', 'is empty')];
}
