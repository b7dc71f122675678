import { InvalidArgumentError } from 'commander';

/** 0 to 65535; 0 takes any free port. */
export function parsePort(text: string): number {
  const port = parseCount(text);
  if (port > 65_535) throw new InvalidArgumentError('Expected a port: 0 to 65535.');
  return port;
}

/** Digits only: `Number` would also take `1e3`, `0x10` and the empty string. */
export function parseCount(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
