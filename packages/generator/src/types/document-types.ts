import { type ApiDocument, type OperationEntry, tryReadOperation } from '@mockloop/spec-parser';
import { HANDLER_TYPES } from './handler-types.ts';
import { docComment, quote } from './literal.ts';
import { operationMembers, UNREADABLE } from './operation-types.ts';
import { braces, SchemaTypes } from './schema-types.ts';

export interface DocumentTypes {
  /** A TypeScript declaration file that imports nothing. */
  readonly text: string;
  /** Whether the document was too large for all of it: some schemas are `unknown`. */
  readonly isCut: boolean;
}

/**
 * Types of every operation of a document and of its schemas, for handlers. No name in them is made from the document's
 * text: what it calls things stands in quotes.
 */
export function documentTypes(document: ApiDocument): DocumentTypes {
  const schemas = new SchemaTypes(document);
  const operations = document.operations.flatMap((entry) => operationMember(document, entry, schemas));
  const { answer, request } = schemas.declarations();
  const text = [
    HEADER,
    HANDLER_TYPES,
    declare('What each operation is asked and answers, by method and path.', 'Operations', operations),
    declare('The keys of operations by their operationIds.', 'OperationIds', idMembers(document)),
    declare('Schemas of the document, as answers hold them.', 'Schemas', answer),
    declare('Those that requests hold otherwise: without what only answers have.', 'RequestSchemas', request),
  ].join('\n');
  return { text, isCut: schemas.isCut };
}

const HEADER =
  '// Written by MockLoop from openapi.json, and written anew whenever the project is. Changes are lost.\n';

function operationMember(document: ApiDocument, entry: OperationEntry, schemas: SchemaTypes): string[] {
  const operation = tryReadOperation(document, entry);
  const members = operation === undefined ? UNREADABLE : operationMembers(operation, schemas);
  const comment = docComment(entry.summary ?? operation?.description, { isDeprecated: entry.deprecated });
  const line = `${quote(entry.key)}: ${braces(members, 1)};`;
  return comment === '' ? [line] : [comment, line];
}

/** The first of several that have one id is the one that it names. */
function idMembers({ operations }: ApiDocument): string[] {
  const keys = new Map<string, string>();
  for (const { operationId, key } of operations) {
    if (operationId !== undefined && !keys.has(operationId)) keys.set(operationId, key);
  }
  return [...keys].map(([id, key]) => `${quote(id)}: ${quote(key)};`);
}

function declare(comment: string, name: string, members: readonly string[]): string {
  return `/** ${comment} */\nexport interface ${name} ${braces(members, 0)}\n`;
}
