import type { Respond, Sequence } from '../scenario.ts';
import { declares, type OperationTraits } from './operation-traits.ts';
import type { BodyVariant, PackRespond, PackSequence, StatusClass } from './pack.ts';

/** Makes a variant of the success of an operation; undefined where its schema leaves no room for it. */
export type MakeVariant = (operation: OperationTraits, variant: BodyVariant) => unknown;

/** A rule asks for what this operation does not have. `message` continues "…, but". */
export class NoSuchResponse extends Error {
  override readonly name = 'NoSuchResponse';
}

/** @throws {NoSuchResponse} */
export function bindRespond(respond: PackRespond, operation: OperationTraits, makeVariant: MakeVariant): Respond {
  const { status, variant, ...rest } = respond;
  const chosen = status === undefined ? undefined : statusesOf(status, operation)[0];
  if (variant === undefined) return chosen === undefined ? rest : { status: chosen, ...rest };
  const body = makeVariant(operation, variant);
  if (body === undefined)
    throw new NoSuchResponse(`the schema of its success leaves no room for a body that is "${variant}"`);
  return { status: chosen ?? operation.success?.status ?? 200, ...rest, body };
}

/** @throws {NoSuchResponse} */
export function bindSequence(sequence: PackSequence, operation: OperationTraits, makeVariant: MakeVariant): Sequence {
  const isList = Array.isArray(sequence);
  const { responses, repeat } = (isList ? { responses: sequence } : sequence) as Exclude<
    PackSequence,
    readonly unknown[]
  >;
  const bound = responses.flatMap((respond) => {
    const statuses = isClass(respond.status) ? statusesOf(respond.status, operation) : [respond.status];
    return statuses.map((status) => bindRespond({ ...respond, status }, operation, makeVariant));
  });
  return repeat === undefined ? bound : { responses: bound, repeat };
}

function isClass(status: PackRespond['status']): status is StatusClass {
  return typeof status === 'string';
}

/** In the order in which they would be taken. */
function statusesOf(status: NonNullable<PackRespond['status']>, operation: OperationTraits): readonly number[] {
  if (typeof status === 'number') return [status];
  if (typeof status !== 'string') return [...status.filter((code) => declares(operation, code)), ...status];
  const declared = operation.statuses.filter((code) => code[0] === status[0]);
  if (declared.length > 0) return declared.map((code) => Number(code.replace('XX', '00')));
  if (!declares(operation, status)) throw new NoSuchResponse(`it declares no ${status} response`);
  return [Number(status.replace('XX', '00'))];
}
