import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** A line of what the command was asked for. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A line about it: progress, warnings, errors. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Styled where the terminal shows styles and nobody has set `NO_COLOR`. */
export function styled(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** Columns that a line may have; without bound where nobody reads along. */
export function lineWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
}

/** `mockloop logs | head` closes the pipe early. That is no failure; nor is it when whoever read the complaints is gone. */
export function stopQuietlyOnClosedPipe(): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** Text from a document or a request, on one line and unable to steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
