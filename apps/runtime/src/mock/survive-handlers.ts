import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

/** Modules of handler files have this in their URLs, and so in stack traces. */
const HANDLER_PLACE = /(file:[^\s()?]+)\?mockloop-handlers=\d+(:\d+:\d+)/;

/**
 * Keeps the mock going when code of handler files fails where nobody waits for it: in a timer, or in a promise that was
 * left alone. Any other error that nobody catches ends the process, as ever.
 *
 * @returns What ends that.
 */
export function surviveHandlers(report: (message: string) => void): () => void {
  const onRejection = (reason: unknown): void => report(`A handler left a promise alone that failed: ${brief(reason)}`);
  const onException = (error: unknown): void => {
    if (!HANDLER_PLACE.test(shown(error))) {
      process.stderr.write(`${shown(error)}\n`);
      process.exit(1);
    }
    report(`A handler failed after its answer: ${brief(error)}`);
  };
  process.on('unhandledRejection', onRejection).on('uncaughtException', onException);
  return () => void process.off('unhandledRejection', onRejection).off('uncaughtException', onException);
}

/** What it says, and where in the handler files it was thrown. */
function brief(error: unknown): string {
  const [, url, position] = HANDLER_PLACE.exec(shown(error)) ?? [];
  const place = url === undefined ? '' : ` (${fileURLToPath(url)}${position})`;
  return error instanceof Error ? `${error.name}: ${error.message}${place}` : shown(error);
}

function shown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : inspect(error);
}
