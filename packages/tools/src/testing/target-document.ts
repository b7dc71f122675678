import type { ApiDocument } from '@mockloop/spec-parser';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import { mockDocument, readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';

/** What is tested, and by which document. */
export interface Target {
  readonly document: ApiDocument;
  /** Where requests go: of the mock that `server_url` names by its admin port, the API. */
  readonly serverUrl: string;
}

/**
 * @param argument JSON Pointer of the document among the arguments.
 * @throws {MockLoopError} as `readDocument` and `connectMock`
 */
export async function readTestTarget(
  args: { readonly server_url: string; readonly spec?: string | object | undefined },
  argument: string,
  context: ToolContext,
): Promise<Target> {
  if (args.spec !== undefined)
    return { document: await readDocument(args.spec, { argument }, context), serverUrl: args.server_url };
  const mock = await connectMock(args.server_url, context).catch((error: unknown) => {
    throw needsDocument(error, argument);
  });
  const isWorldNamed = /\/_w\/[^/]+\/*$/.test(args.server_url);
  return {
    document: await mockDocument(mock, context),
    serverUrl: isWorldNamed ? args.server_url : (mock.apiUrl ?? args.server_url),
  };
}

/** What is no mock has no document to give. */
function needsDocument(error: unknown, argument: string): unknown {
  if (!(error instanceof MockLoopError) || error.code !== 'NOT_A_MOCK') return error;
  return new MockLoopError(
    'INVALID_ARGUMENTS',
    'There is no API document, and the server is no mock that could be asked for one.',
    {
      problems: [{ pointer: argument, detail: 'give an object, text, a path or a URL.' }],
      cause: error,
    },
  );
}
