import { type Methods, takesMethod } from '../match/match-method.ts';
import type { RuleMatch } from '../scenario.ts';
import type { OperationTraits } from './operation-traits.ts';

/** As `scenario.schema.json` has it. */
const MAX_IDS = 1_000;

/** @param ambiguous Ids that several operations have. */
export function matchOperation({ entry }: OperationTraits, ambiguous: ReadonlySet<string>): RuleMatch {
  const { operationId, method, path } = entry;
  return operationId === undefined || ambiguous.has(operationId) ? { method, path } : { operation_id: operationId };
}

export interface Document {
  readonly all: readonly OperationTraits[];
  /** Ids that several operations have. */
  readonly ambiguous: ReadonlySet<string>;
}

/** A match that takes these operations and no others of the document, by method or by id; undefined where there is none. */
export function matchExactly(
  operations: readonly OperationTraits[],
  { all, ambiguous }: Document,
): RuleMatch | undefined {
  const methods = methodsOf(operations);
  const matched = all.filter(({ entry }) => takesMethod(methods, entry.method));
  if (matched.length === operations.length) return matchMethodsOf(operations, all);
  const ids = operations.flatMap(({ entry: { operationId } }) =>
    operationId === undefined || ambiguous.has(operationId) ? [] : [operationId],
  );
  if (ids.length < operations.length || ids.length > MAX_IDS) return undefined;
  return { operation_id: oneOrSeveral(ids) };
}

/** A match of all requests with the methods of these operations. */
export function matchMethodsOf(operations: readonly OperationTraits[], all: readonly OperationTraits[]): RuleMatch {
  const methods = methodsOf(operations);
  return all.every(({ entry }) => methods.has(entry.method)) ? {} : { method: oneOrSeveral([...methods]) };
}

/** Both must hold; of what only one condition can be, the second is taken. */
export function bothMatches(first: RuleMatch, second: RuleMatch): RuleMatch {
  const isTwice = first.when !== undefined && second.when !== undefined;
  return { ...first, ...second, ...(isTwice && { when: `(${first.when}) && (${second.when})` }) };
}

function methodsOf(operations: readonly OperationTraits[]): Methods {
  return new Set(operations.map(({ entry }) => entry.method));
}

function oneOrSeveral(names: readonly string[]): string | readonly string[] {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : names;
}
