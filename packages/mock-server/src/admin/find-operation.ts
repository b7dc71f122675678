import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { MockRequest } from '../mock-request.ts';
import { nearestOperations } from '../nearest-operations.ts';
import { type FoundOperation, OperationTable } from '../operation-table.ts';
import type { UpdateTarget } from './override-json.ts';

export interface NamedOperation {
  readonly entry?: OperationEntry | undefined;
  /** Where there is none: those that may have been meant. */
  readonly nearest: readonly OperationEntry[];
}

/** The operation of a method and a path template or path, with or without the base path of the server. */
export function findOperation(document: ApiDocument, { method, endpoint }: UpdateTarget): NamedOperation {
  const wanted = method.toUpperCase();
  const entry =
    document.operations.find(
      (candidate) =>
        candidate.method === wanted && ['', ...candidate.basePaths].some((base) => base + candidate.path === endpoint),
    ) ?? operationOfRequest(document, { method: wanted, path: endpoint, query: '', header: () => undefined });
  if (entry !== undefined) return { entry, nearest: [] };
  return { nearest: nearestOperations(document.operations, wanted, endpoint) };
}

/** What of a request decides which operation it reaches. */
export type RoutedRequest = Pick<MockRequest, 'method' | 'path' | 'query' | 'header'>;

/** Where a request leads to. */
export function routeOf(document: ApiDocument, request: RoutedRequest): FoundOperation {
  // Finding reads nothing else of a request.
  return tableOf(document).find(request as MockRequest);
}

function operationOfRequest(document: ApiDocument, request: RoutedRequest): OperationEntry | undefined {
  const found = routeOf(document, request);
  return found.kind === 'found' ? found.entries[0] : undefined;
}

const tables = new WeakMap<ApiDocument, OperationTable>();

function tableOf(document: ApiDocument): OperationTable {
  const known = tables.get(document);
  if (known !== undefined) return known;
  const table = new OperationTable(document);
  tables.set(document, table);
  return table;
}
