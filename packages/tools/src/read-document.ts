import { type ApiDocument, loadDocument, SpecError } from '@mockloop/spec-parser';
import * as z from 'zod';
import { connectMock, type MockConnection } from './mock/connect-mock.ts';
import { MockLoopError } from './mockloop-error.ts';
import type { ToolContext } from './tool-context.ts';

export interface ReadDocumentOptions {
  /** JSON Pointer of the document among the arguments, e.g. `/openapi_spec`. */
  readonly argument: string;
  /** The mock that is asked for its own document where none is given. */
  readonly serverUrl?: string | undefined;
}

/**
 * The API document that a tool works on.
 *
 * @param input An object; text in JSON or YAML; an `http:` or `https:` URL; a path, from the workspace; or nothing.
 * @throws {MockLoopError} `INVALID_DOCUMENT` with what is wrong and where; `INVALID_ARGUMENTS` where there is neither a
 *   document nor a mock; what `connectMock` throws.
 */
export async function readDocument(
  input: string | object | undefined,
  { argument, serverUrl }: ReadDocumentOptions,
  context: ToolContext,
): Promise<ApiDocument> {
  if (input !== undefined) return await load(input, argument, context);
  if (serverUrl === undefined)
    throw new MockLoopError('INVALID_ARGUMENTS', 'There is no API document.', {
      problems: [{ pointer: argument, detail: 'give an object, text, a path or a URL.' }],
      advice: 'Or give server_url: then the mock there is asked for its document.',
    });
  return await mockDocument(await connectMock(serverUrl, context), context);
}

/** The document that a mock serves. */
export async function mockDocument(mock: MockConnection, context: ToolContext): Promise<ApiDocument> {
  return await load(await mock.json('/api/server/document', documentSchema), '/server_url', context);
}

const documentSchema = z.looseObject({});

async function load(input: string | object, argument: string, context: ToolContext): Promise<ApiDocument> {
  const { workspace, allowPrivateNetworks, fetch, signal } = context;
  try {
    return await loadDocument(input, {
      // Text and objects have no place: references to files lead nowhere.
      cwd: typeof input === 'string' && isPath(input) ? workspace : undefined,
      allowPrivateNetworks,
      // Its own connections go to the addresses that were checked, and nowhere else.
      fetch: fetch === globalThis.fetch ? undefined : fetch,
      signal,
    });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { message, advice, file, pointer, line, cause } = error;
    throw new MockLoopError('INVALID_DOCUMENT', `The API document of ${argument.slice(1)} cannot be used.`, {
      problems: [{ pointer, file: file === '' ? undefined : file, line, detail: message }],
      advice,
      cause,
    });
  }
}

function isPath(input: string): boolean {
  return !/^https?:\/\//i.test(input) && !/[\n\r]/.test(input) && !/^\s*[{[]/.test(input);
}
