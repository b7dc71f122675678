import type { Operation } from '@mockloop/spec-parser';
import { responseFor } from '../../requests/response-for.ts';
import type { RunView } from '../../run/run-view.ts';
import { memberParts, type SchemaPart, schemaParts } from '../../schemas/schema-parts.ts';

/** What the document says of a member. */
export interface MemberFacts {
  readonly isDeclared: boolean;
  readonly isReadOnly: boolean;
  /** Values of its `enum`. */
  readonly allowed: readonly unknown[];
}

/** What a request of an operation may have in a member of its body. */
export function requestMember(view: RunView, operation: Operation, path: readonly string[]): MemberFacts {
  const uris = (operation.requestBody?.content ?? []).flatMap(({ schema }) => schema ?? []);
  return factsOf(view, uris, path);
}

/** What an answer of an operation may have in a member of its body. */
export function answerMember(view: RunView, operation: Operation, path: readonly string[]): MemberFacts {
  const response = responseFor(operation, 200) ?? responseFor(operation, 201);
  const uris = (response?.content ?? []).flatMap(({ schema }) => schema ?? []);
  return factsOf(view, uris, path);
}

function factsOf(view: RunView, uris: readonly string[], path: readonly string[]): MemberFacts {
  const parts = uris.flatMap((uri) => {
    let found: readonly SchemaPart[] = schemaParts(uri, view.document);
    for (const step of path) found = memberParts(found, step, view.document);
    return found;
  });
  return {
    isDeclared: parts.length > 0,
    isReadOnly: parts.some(({ schema }) => schema.readOnly === true),
    allowed: parts.flatMap(({ schema }) => (Array.isArray(schema.enum) ? schema.enum : [])),
  };
}
