import { SchemaError } from '@mockloop/schema';
import { escapeToken, type Operation, pointerTokens, SpecError } from '@mockloop/spec-parser';
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
      const isOther = typeof value !== typeof got && got !== null;
      const isFine = isSameValue(value, got) || isMasked(got) || isOther || isMeant(sent, name, got);
      if (isFine || !canShow(item, name, { value, context })) return [];
      return [{ name, sent: value, got, isAbsent: false }];
    }
    const isShown = [...shown.keys()].some((pointer) => pointerTokens(pointer).at(-1) === name);
    return isShown && !isSameValue(value, undefined) ? [{ name, sent: value, isAbsent: true }] : [];
  });
}

/** Some take what stands in an object of what is sent for the item itself: another member of that name may be the one. */
function isMeant(sent: JsonObject, name: string, got: unknown): boolean {
  return Object.values(sent).some(
    (inner) => isObject(inner) && Object.hasOwn(inner, name) && isSameValue(inner[name], got),
  );
}

/** Whether the document lets an item show what was sent: it may have other values for what is read than for what is written. */
function canShow(
  item: JsonObject,
  name: string,
  { value, context }: { readonly value: unknown; readonly context: WrittenContext },
): boolean {
  const { reading, view } = context;
  const schema = responseFor(reading, 200)?.content[0]?.schema;
  if (schema === undefined) return true;
  const compiled = view.schemas.compile(schema, 'response');
  try {
    // One that is wrapped, or wrong for another reason, cannot be asked.
    return !compiled.isValid(item) || compiled.isValid({ ...item, [name]: value });
  } catch (error) {
    if (error instanceof SchemaError || error instanceof SpecError) return true;
    throw error;
  }
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
