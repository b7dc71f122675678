import type { ToolServices } from '@mockloop/tools';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { asMockLoopError, errorMeta } from './call-result.ts';

/** Prompts and resources have no results that are errors: what goes wrong there is an error of the protocol. */
export async function orProtocolError<T>(work: Promise<T>, services: ToolServices): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const known = asMockLoopError(error, services);
    const number = known.code === 'INTERNAL_ERROR' ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
    throw new ProtocolError(number, known.message, errorMeta(known));
  }
}
