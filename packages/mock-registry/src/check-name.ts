import { RegistryError } from './registry-error.ts';

const MAX_NAME = 100;
/** What some file system does not take in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]|^\.|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** @throws {RegistryError} `INVALID_NAME` where no file can be named after it. */
export function checkName(name: string): void {
  if (name !== '' && name.length <= MAX_NAME && !FORBIDDEN.test(name)) return;
  throw new RegistryError(
    'INVALID_NAME',
    `${JSON.stringify(name.slice(0, MAX_NAME))} cannot name a mock: take 1 to ${MAX_NAME} letters, digits, "-", "_" or ".".`,
  );
}
