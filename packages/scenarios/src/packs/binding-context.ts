import { createSchemas, SchemaError, type Schemas } from '@mockloop/schema';
import { type ApiDocument, SpecError } from '@mockloop/spec-parser';
import type { MakeVariant } from './bind-respond.ts';
import type { BindingContext } from './bind-rule.ts';
import { type OperationTraits, traitsOf } from './operation-traits.ts';
import type { BodyVariant, Payload } from './pack.ts';
import { varyInstance } from './vary-instance.ts';

/** What binding rules to the operations of a document needs to know of it. */
export function createBindingContext(
  document: ApiDocument,
  payloads: readonly Payload[] = [],
  maxOperations = 25,
): BindingContext {
  const all = traitsOf(document);
  return {
    title: document.info.title,
    all,
    ambiguous: ambiguousIds(all),
    payloads,
    maxOperations: Math.max(1, maxOperations),
    makeVariant: variantMaker(document),
  };
}

/** Ids that several operations have. */
function ambiguousIds(all: readonly OperationTraits[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const ambiguous = new Set<string>();
  for (const { entry } of all) {
    if (entry.operationId === undefined) continue;
    (seen.has(entry.operationId) ? ambiguous : seen).add(entry.operationId);
  }
  return ambiguous;
}

/** Makes each body once: those of an operation are often asked for by several rules. */
function variantMaker(document: ApiDocument): MakeVariant {
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const known = new Map<string, { readonly body: unknown }>();
  return (operation, variant) => {
    const key = `${variant} ${operation.entry.key}`;
    const found = known.get(key) ?? { body: makeVariant(schemas, operation, variant) };
    known.set(key, found);
    return found.body;
  };
}

function makeVariant(schemas: Schemas, { success, entry }: OperationTraits, variant: BodyVariant): unknown {
  if (success === undefined) return undefined;
  try {
    const schema = schemas.compile(success.schema, 'response');
    return varyInstance(schema.generate({ seed: entry.key }), variant, schema);
  } catch (error) {
    // Nothing satisfies it, or it cannot be read: the mock cannot answer from it either.
    if (error instanceof SchemaError || error instanceof SpecError) return undefined;
    throw error;
  }
}
