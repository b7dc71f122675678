import { escapeToken, type Operation, pointerTokens } from '@mockloop/spec-parser';
import type { Resource } from '../../model/test-plan.ts';
import { mediaTypeOf } from '../../requests/media-type-of.ts';
import { responseFor } from '../../requests/response-for.ts';
import type { RunView } from '../../run/run-view.ts';
import { getAt, isObject, type JsonObject } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { type MemberFact, memberFacts } from './member-facts.ts';
import { isSameValue } from './same-value.ts';
import { isMasked, isServerOwned } from './server-owned.ts';

/** A member that was written and does not come back as it was. */
export interface WrittenDifference {
  readonly name: string;
  readonly sent: unknown;
  /** Absent: the item does not have the member. */
  readonly got?: unknown;
  readonly isAbsent: boolean;
}

/** How something was written, and how it is read. */
export interface WrittenContext {
  readonly view: RunView;
  readonly resource: Resource;
  readonly writing: Operation;
  readonly reading: Operation;
}

/**
 * Members of what was sent that an item should show as they are, and does not. Left out: what the server decides, what only it reads or
 * writes, and what the document does not show in an item.
 */
export function writtenDifferences(
  sent: JsonObject,
  item: JsonObject,
  context: WrittenContext,
): readonly WrittenDifference[] {
  const shown = shownMembers(context.reading, context.view);
  return ownMembers(sent, context).flatMap((name): WrittenDifference[] => {
    const value = sent[name];
    if (Object.hasOwn(item, name)) {
      const got = item[name];
      const isOther = isObject(value) !== isObject(got) && got !== null && value !== null;
      return isSameValue(value, got) || isMasked(got) || isOther ? [] : [{ name, sent: value, got, isAbsent: false }];
    }
    const isShown = [...shown.keys()].some((pointer) => pointerTokens(pointer).at(-1) === name);
    return isShown && !isSameValue(value, undefined) ? [{ name, sent: value, isAbsent: true }] : [];
  });
}

/** Names of the members of what was sent that are the client's to decide. */
export function ownMembers(
  sent: JsonObject,
  { view, resource, writing }: Omit<WrittenContext, 'reading'>,
): readonly string[] {
  const facts = bodyMembers(writing, view);
  return Object.keys(sent).filter((name) => {
    const fact = facts.get(`/${escapeToken(name)}`);
    if (fact === undefined || fact.readOnly || fact.writeOnly || resource.set_by_server.includes(name)) return false;
    return !isId(name, resource) && !isServerOwned(name);
  });
}

function isId(name: string, { id_pointer: pointer, id_parameter: parameter }: Resource): boolean {
  const [id] = pointer === undefined ? [] : pointerTokens(pointer);
  return name === id || (parameter !== undefined && plainName(parameter) === plainName(name));
}

/** Members of the bodies that an operation takes, by pointer. */
export function bodyMembers(
  operation: Operation,
  { document }: Pick<RunView, 'document'>,
): ReadonlyMap<string, MemberFact> {
  const { schema } = mediaTypeOf(operation.requestBody?.content ?? [], 'application/json');
  return memberFacts(document, schema ?? operation.requestBody?.content[0]?.schema);
}

function shownMembers(operation: Operation, { document }: RunView): ReadonlyMap<string, MemberFact> {
  return memberFacts(document, responseFor(operation, 200)?.content[0]?.schema);
}

/** The member of an item, for messages. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Names of the members of the first level in which two readings of a thing differ. */
export function differingMembers(a: unknown, b: unknown): ReadonlySet<string> {
  if (!isObject(a) || !isObject(b)) return new Set();
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return new Set([...names].filter((name) => JSON.stringify(getAt(a, [name])) !== JSON.stringify(getAt(b, [name]))));
}
