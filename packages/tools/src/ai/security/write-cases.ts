import type { SecurityFocus } from '@mockloop/scenarios';
import type { DocumentFacts, OperationFacts } from '../analysis/document-facts.ts';
import { CASE_KINDS, type CaseKind } from './case-kinds.ts';
import { createRequestMaker, type RequestMaker } from './sample-request.ts';
import type { SecurityTestCase } from './security-case.ts';

export interface WriteCasesOptions {
  readonly focus: readonly SecurityFocus[];
  /** Cases in all. Each kind of case gets an equal share, spread over the operations. */
  readonly maxCases: number;
}

/** Test cases against a server that has the operations of a document, bound to these. The same input gives the same cases. */
export function writeCases(facts: DocumentFacts, { focus, maxCases }: WriteCasesOptions): readonly SecurityTestCase[] {
  const maker = createRequestMaker(facts.document);
  const kinds = CASE_KINDS.filter((kind) => focus.includes(kind.focus));
  const rooms = kinds.map((kind) => facts.operations.filter((operation) => kind.attempt(operation, 0) !== undefined));
  const shares = shareOut(
    maxCases,
    rooms.map(({ length }) => length),
  );
  const counts = new Map<SecurityFocus, number>();
  return kinds.flatMap((kind, place) =>
    evenly(rooms[place] ?? [], shares[place] ?? 0).flatMap((operation, index) => {
      const number = (counts.get(kind.focus) ?? 0) + 1;
      const written = writeCase(kind, { operation, index, maker, id: `${kind.focus}-${number}` });
      if (written === undefined) return [];
      counts.set(kind.focus, number);
      return [written];
    }),
  );
}

interface CaseRoom {
  readonly operation: OperationFacts;
  readonly index: number;
  readonly maker: RequestMaker;
  readonly id: string;
}

function writeCase(kind: CaseKind, { operation, index, maker, id }: CaseRoom): SecurityTestCase | undefined {
  const attempt = kind.attempt(operation, index);
  const request = attempt && maker.make(operation, attempt.deviation);
  if (attempt === undefined || request === undefined) return undefined;
  const { focus, owasp, cwe, severity, status, mustNot } = kind;
  const declared = status.filter((one) => operation.traits.statuses.includes(String(one)));
  return {
    id,
    focus,
    title: `${attempt.title}.`,
    severity,
    owasp,
    cwe,
    operation: operation.key,
    pointer: operation.entry.pointer,
    credentials: attempt.credentials ?? 'valid',
    request: { ...request, ...(attempt.repeat !== undefined && { repeat: attempt.repeat }) },
    expect: {
      status: [...new Set([...declared, ...status])],
      ...(mustNot !== undefined && { must_not: mustNot }),
    },
  };
}

/** So many for each that none has more than it has room for, and what is left over goes to the others. */
function shareOut(total: number, rooms: readonly number[]): readonly number[] {
  const shares = rooms.map(() => 0);
  let left = total;
  while (left > 0 && shares.some((share, place) => share < (rooms[place] ?? 0))) {
    for (const [place, room] of rooms.entries()) {
      const share = shares[place] ?? 0;
      if (left === 0 || share >= room) continue;
      shares[place] = share + 1;
      left -= 1;
    }
  }
  return shares;
}

/** So many of a list, at even distances. */
function evenly<T>(list: readonly T[], count: number): readonly T[] {
  if (count >= list.length) return list;
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]).filter(
    (one) => one !== undefined,
  );
}
