import { MockLoopError } from '@mockloop/tools/mockloop-error';

/**
 * Imports what needs a package that users bring themselves.
 *
 * @throws {MockLoopError} `NOT_SUPPORTED` where it is not installed.
 */
export async function loadPeer<T>(peer: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    // Not what the peer itself lacks, whose message has the peer's folder in it.
    if (!isMissing || !error.message.includes(`package '${peer}'`)) throw error;
    throw new MockLoopError('NOT_SUPPORTED', `This needs the package ${peer}, which is not installed.`, {
      advice: `npm install ${peer}`,
      cause: error,
    });
  }
}
