import type { LogGroup } from '@mockloop/log-store';

/** An operation of a document, as far as it can be covered. */
export interface DeclaredOperation {
  /** `GET /pets/{petId}` */
  readonly key: string;
  readonly operationId?: string | undefined;
  /** As the document writes them: `200`, `4XX`, `default`. */
  readonly statuses: readonly string[];
}

/** How much of a document was called. Percentages are from 0 to 100, and absent where the document declares nothing. */
export interface Coverage {
  readonly operations: {
    readonly total: number;
    readonly called: number;
    readonly percentage?: number;
    /** Those that were not, in document order; cut after 1000. */
    readonly not_called: readonly string[];
  };
  /** Responses that the document declares, each of each operation. */
  readonly statuses: {
    readonly total: number;
    readonly seen: number;
    readonly percentage?: number;
    /** What operations answered though the document does not declare it. */
    readonly undeclared: readonly { readonly operation: string; readonly status: number; readonly count: number }[];
  };
}

const MAX_LISTED = 1_000;

/** @param endpoints The groups of `LogStore.groups(filter, 'endpoint')`. */
export function coverageOf(endpoints: readonly LogGroup[], operations: readonly DeclaredOperation[]): Coverage {
  const seen = statusesSeen(endpoints, operations);
  const notCalled = operations.filter(({ key }) => !seen.has(key)).map(({ key }) => key);
  const called = operations.length - notCalled.length;
  const declared = operations.reduce((sum, { statuses }) => sum + statuses.length, 0);
  const covered = operations.map((operation) => coverStatuses(operation, seen.get(operation.key) ?? new Map()));
  const seenStatuses = covered.reduce((sum, { declared: found }) => sum + found.size, 0);
  return {
    operations: {
      total: operations.length,
      called,
      ...(operations.length > 0 && { percentage: (called / operations.length) * 100 }),
      not_called: notCalled.slice(0, MAX_LISTED),
    },
    statuses: {
      total: declared,
      seen: seenStatuses,
      ...(declared > 0 && { percentage: (seenStatuses / declared) * 100 }),
      undeclared: covered.flatMap(({ undeclared }) => undeclared).slice(0, MAX_LISTED),
    },
  };
}

type Counts = ReadonlyMap<number, number>;

/** How often each operation that is declared was answered with which status. HEAD counts as GET where it is not declared. */
function statusesSeen(
  endpoints: readonly LogGroup[],
  operations: readonly DeclaredOperation[],
): ReadonlyMap<string, Counts> {
  const keys = new Set(operations.map(({ key }) => key));
  const seen = new Map<string, Map<number, number>>();
  for (const { key, status, count } of endpoints) {
    const name = keys.has(key) ? key : key.replace(/^HEAD /, 'GET ');
    if (!keys.has(name)) continue;
    const counts = seen.get(name) ?? new Map<number, number>();
    counts.set(status, (counts.get(status) ?? 0) + count);
    seen.set(name, counts);
  }
  return seen;
}

interface CoveredStatuses {
  readonly declared: ReadonlySet<string>;
  readonly undeclared: Coverage['statuses']['undeclared'];
}

function coverStatuses({ key, statuses }: DeclaredOperation, counts: Counts): CoveredStatuses {
  const declared = new Set<string>();
  const undeclared: { operation: string; status: number; count: number }[] = [];
  for (const [status, count] of counts) {
    const name = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((one) => statuses.includes(one));
    if (name === undefined) undeclared.push({ operation: key, status, count });
    else declared.add(name);
  }
  return { declared, undeclared };
}
