import { inlineText } from '../inline-text.ts';
import { factsOf } from './analysis/document-facts.ts';
import type { Target } from './read-target.ts';

/** What a model needs to know of an operation to write rules for it. */
export interface OperationLine {
  readonly operation: string;
  readonly operation_id?: string | undefined;
  readonly summary?: string | undefined;
  /** Statuses that it declares. */
  readonly declares: readonly string[];
  readonly needs_credentials: boolean;
  /** Properties of its body, the first of them. */
  readonly body: readonly string[];
}

const MAX_OPERATIONS = 40;
const MAX_FIELDS = 12;

/** The operations that are meant, the first of them. */
export function operationLines({ document, keys }: Pick<Target, 'document' | 'keys'>): readonly OperationLine[] {
  return factsOf(document)
    .operations.filter(({ key }) => (keys?.has(key) ?? true) && key.length <= 500)
    .slice(0, MAX_OPERATIONS)
    .map(({ key, entry, traits, operation, requestFields }) => ({
      operation: key,
      operation_id: entry.operationId?.slice(0, 200),
      summary: entry.summary === undefined ? undefined : inlineText(entry.summary),
      declares: operation.responses.map(({ status }) => status),
      needs_credentials: traits.needsAuth,
      body: requestFields.slice(0, MAX_FIELDS).map(({ path }) => inlineText(path)),
    }));
}
