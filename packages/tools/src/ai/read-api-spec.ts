import type { ApiDocument } from '@mockloop/spec-parser';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import type { DocumentArguments } from './document-field.ts';

/** @throws {MockLoopError} as `readDocument` does. */
export async function readApiSpec(args: DocumentArguments, context: ToolContext): Promise<ApiDocument> {
  return await readDocument(args.api_spec, { argument: '/api_spec', serverUrl: args.server_url }, context);
}
