import { clearLine, cursorTo } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { onSignal, printable } from '@mockloop/runtime';
import type { Progress, ToolCall } from '@mockloop/tools';

/**
 * Does work with tools as somebody at a terminal does: Ctrl-C cancels it, progress is shown while it lasts, and questions are
 * asked where somebody can answer.
 */
export async function callAtTerminal<T>(work: (call: ToolCall) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const forget = onSignal(() => controller.abort());
  try {
    return await work({
      signal: controller.signal,
      progress: process.stderr.isTTY ? showProgress : undefined,
      confirm: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
    });
  } finally {
    forget();
    if (process.stderr.isTTY) clearProgress();
  }
}

/** On one line, which is written anew. */
function showProgress({ done, total, message }: Progress): void {
  const count = total === undefined ? String(done) : `${done}/${total}`;
  const line = `  ${count}${message === undefined ? '' : ` ${printable(message)}`}`;
  clearProgress();
  process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1));
}

function clearProgress(): void {
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const { promise: left, resolve } = Promise.withResolvers<string>();
  // Ctrl-C and Ctrl-D close the lines: who does not answer does not want it, and nothing has failed.
  lines.once('close', () => resolve(''));
  try {
    return /^y(es)?$/i.test(await Promise.race([lines.question(`${printable(question)} [y/N] `), left]));
  } finally {
    lines.close();
  }
}
