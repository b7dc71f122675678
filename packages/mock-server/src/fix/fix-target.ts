import type { Schemas } from '@mockloop/schema';
import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { MockCredentials } from '../credentials.ts';
import type { MockRequest } from '../mock-request.ts';
import type { FoundOperation } from '../operation-table.ts';
import type { Original } from './rebuild-request.ts';

/** What fixes need of the mock. */
export interface FixContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly credentials: MockCredentials;
  readonly find: (request: MockRequest) => FoundOperation;
  /** @throws {SpecError} when the operation cannot be read. */
  readonly compiled: (entry: OperationEntry) => CompiledOperation;
}

/** The operation that a request is to be made valid for, and one attempt at that. */
export interface FixTarget {
  readonly context: FixContext;
  readonly compiled: CompiledOperation;
  readonly original: Original;
  /** Of the attempt: what is generated is drawn from it. */
  readonly seed: string;
  /** `false` in later attempts: examples have been tried. */
  readonly examples: boolean;
}
