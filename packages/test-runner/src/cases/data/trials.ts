import { SchemaError } from '@mockloop/schema';
import { escapeToken, type Operation, SpecError } from '@mockloop/spec-parser';
import { composeRequest } from '../../requests/compose-request.ts';
import { bodySchema, type Defect, findDefects } from '../../requests/find-defects.ts';
import { isSendable } from '../../requests/is-sendable.ts';
import { mediaTypeOf } from '../../requests/media-type-of.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { RunView } from '../../run/run-view.ts';
import { placeInDocument } from '../../schemas/place-in-document.ts';
import { isObject } from '../../succeed/json-value.ts';
import { applyChange, type Change } from './change.ts';
import type { Limit } from './limit.ts';
import { limitsOf } from './limits-of.ts';
import type { LabelledTrial } from './trial.ts';
import { type ValuePlace, valuePlaces } from './value-places.ts';

/** A valid request, and what is tried on it. */
export interface TrialContext {
  readonly operation: Operation;
  readonly parts: RequestParts;
  readonly view: RunView;
}

/**
 * Every value next to a limit of the document, each in a request that is right otherwise, and whether a server has to take it. What
 * cannot be told apart on the wire from what was there, or cannot be sent, is left out.
 */
export function* trials(context: TrialContext): Generator<LabelledTrial> {
  for (const place of valuePlaces(context.operation, context.parts, context.view)) {
    const chosen = new Map<string, Judged>();
    for (const limit of limitsOf(place)) {
      const judged = judge(place, limit, context);
      if (judged === undefined) continue;
      const { keyword, part, group, label } = limit;
      const key = `${judged.isValid} ${keyword} ${part.uri}${part.pointer} ${group ?? label}`;
      // What breaks several rules at once is refused for any of them.
      if (chosen.get(key) === undefined || (judged.isPure && chosen.get(key)?.isPure === false))
        chosen.set(key, judged);
    }
    for (const { limit, change, isValid } of chosen.values())
      yield { trial: trialFor({ place, limit, change }, context), isValid, label: labelFor(place, limit) };
  }
}

interface Judged {
  readonly limit: Limit;
  readonly change: Change;
  readonly isValid: boolean;
  /** Nothing is wrong with it but what the limit is about. */
  readonly isPure: boolean;
}

function changeFor({ in: location, name, at }: ValuePlace, { member, value, isFiller, tail }: Limit): Change {
  const where = member === undefined ? at : `${at}/${escapeToken(member)}`;
  return { in: location, name, at: where, value: tail === undefined ? value : undefined, tail, isFiller };
}

/** `undefined`: it says nothing about the limit. */
function judge(place: ValuePlace, limit: Limit, { operation, parts, view }: TrialContext): Judged | undefined {
  const change = changeFor(place, limit);
  const changed = applyChange(operation, parts, { change, seed: '' });
  if (changed === undefined) return undefined;
  const request = composeRequest(operation, changed, { document: view.document, identity: 'anonymous' });
  const defects = isSendable(request) ? defectsNow(operation, changed, view) : undefined;
  if (defects === undefined) return undefined;
  if (defects.length === 0) return { limit, change, isValid: true, isPure: true };
  if (!defects.every((defect) => isAt(defect, change)) || !defects.some((defect) => speaksOf(defect, limit)))
    return undefined;
  return { limit, change, isValid: false, isPure: defects.every((defect) => speaksOf(defect, limit)) };
}

/** Bodies that are read later are judged by their value; the run reads them back before it sends them. */
function defectsNow(
  operation: Operation,
  parts: RequestParts,
  view: RunView,
): readonly Pick<Defect, 'in' | 'name' | 'pointer' | 'keyword'>[] | undefined {
  const defects = findNow(operation, parts, view);
  if (!(defects instanceof Promise)) return defects;
  const { body, ...others } = parts;
  if (body === undefined || !('value' in body) || !isObject(body.value)) return undefined;
  const schema = bodySchema(mediaTypeOf(operation.requestBody?.content ?? [], body.mediaType), view);
  const beside = findNow({ ...operation, requestBody: undefined }, others, view);
  if (schema === undefined || beside === undefined || beside instanceof Promise) return undefined;
  const inBody = schema.validate(body.value).map((violation) => ({ ...violation, in: 'body' as const, name: '' }));
  return beside.concat(inBody);
}

function findNow(operation: Operation, parts: RequestParts, view: RunView): ReturnType<typeof findDefects> | undefined {
  try {
    return findDefects(operation, parts, view);
  } catch (error) {
    // The document is wrong there.
    if (error instanceof SchemaError || error instanceof SpecError) return undefined;
    throw error;
  }
}

function isAt({ in: location, name, pointer }: Pick<Defect, 'in' | 'name' | 'pointer'>, change: Change): boolean {
  return (
    location === change.in &&
    name === change.name &&
    (pointer === '' || `${change.at}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${change.at}/`))
  );
}

/** In a choice, what is wrong is told of another branch, or of the choice. */
function speaksOf({ keyword }: Pick<Defect, 'keyword'>, limit: Limit): boolean {
  return keyword === limit.keyword || limit.part.isBranch || keyword === 'oneOf' || keyword === 'anyOf';
}

function trialFor(
  { place, limit, change }: { readonly place: ValuePlace; readonly limit: Limit; readonly change: Change },
  { view }: TrialContext,
): LabelledTrial['trial'] {
  const { keyword, member, part, controls, isMinor } = limit;
  const { file, pointer } = placeInDocument(part, keyword, view.document);
  const isElsewhere = file !== view.document.file;
  return {
    change,
    keyword,
    check: checkFor(limit),
    pointer,
    file: isElsewhere ? file : undefined,
    signature: [
      keyword,
      ...(keyword === 'required' ? [member] : []),
      ...nullOf(limit),
      `${isElsewhere ? file : ''}${pointer}`,
    ].join(' '),
    isMinor,
    controls: controls?.map((control) => changeFor(place, { ...limit, isFiller: undefined, ...control })),
  };
}

function nullOf({ keyword, value }: Limit): readonly string[] {
  return keyword === 'type' && value === null ? ['null'] : [];
}

function checkFor({ keyword }: Limit): string {
  switch (keyword) {
    case 'required':
      return 'missing-required-member';
    case 'type':
      return 'wrong-type-accepted';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'undeclared-member-accepted';
    default:
      return 'invalid-accepted';
  }
}

function labelFor({ in: location, name, at }: ValuePlace, { label }: Limit): string {
  const where = location === 'body' ? `body${at}` : `${location} ${name}${at}`;
  return `${where}: ${label}`;
}
