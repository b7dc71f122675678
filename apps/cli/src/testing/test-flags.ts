import { collect } from '@mockloop/runtime';
import type { TestAuth } from '@mockloop/tools';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { flagText, tryParse } from '../call/flag-text.ts';

/** What all commands that test take, as commander hands it on. */
export interface TestFlags {
  readonly server?: string;
  readonly auth?: string;
  readonly token?: string;
  readonly tokenB?: string;
  readonly allowHost?: readonly string[];
  readonly seed?: string;
  readonly report?: string;
  readonly out?: string;
  readonly session?: string;
  readonly allowPrivateNetworks?: true;
  readonly json?: true;
}

export const REPORT_FORMATS: readonly string[] = ['html', 'markdown', 'json', 'csv', 'junit', 'sarif', 'har'];

export function addTestFlags(command: Command): Command {
  return command
    .addOption(new Option('--server <url>', 'the API under test').makeOptionMandatory())
    .option('--token <token>', 'bearer token of the one that requests are sent as; env:NAME reads a variable')
    .option('--token-b <token>', 'bearer token of another user of the same rank, for checks of authorization')
    .option(
      '--auth <json>',
      'credentials by identity (a, b, privileged): token, credentials, headers, query, cookies, login; @file for a file',
    )
    .option('--allow-host <host>', 'another machine that may be tested; repeatable', collect)
    .option('--seed <text>', 'same seed, same requests')
    .option('--report <formats>', `reports to write, with commas between: ${REPORT_FORMATS.join(', ')}`, parseFormats)
    .option('--out <folder>', 'where reports are written (default: mockloop-report)')
    .option('--session <id>', 'the session that the run belongs to')
    .option('--allow-private-networks', 'load the document from loopback and private networks too')
    .option('--json', 'print the result as JSON');
}

function parseFormats(value: string): string {
  const unknown = value.split(',').filter((format) => !REPORT_FORMATS.includes(format.trim()));
  if (unknown.length === 0) return value;
  throw new InvalidArgumentError(`There is no report "${unknown[0]}". There are: ${REPORT_FORMATS.join(', ')}.`);
}

/** The credentials that the flags name. `env:NAME` anywhere in them stands for that variable of the environment. */
export async function readAuth({ auth, token, tokenB }: TestFlags): Promise<TestAuth | undefined> {
  const given = auth === undefined ? {} : tryParse(await flagText(auth));
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error('--auth takes a JSON object, e.g. --auth \'{"a": {"headers": {"X-Api-Key": "env:KEY_A"}}}\'.');
  const named = {
    ...given,
    ...(token !== undefined && { a: { token } }),
    ...(tokenB !== undefined && { b: { token: tokenB } }),
  };
  return Object.keys(named).length === 0 ? undefined : (withVariables(named) as TestAuth);
}

function withVariables(value: unknown): unknown {
  if (typeof value === 'string') return variable(value);
  if (Array.isArray(value)) return value.map(withVariables);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withVariables(member)]));
}

function variable(text: string): string {
  const [, name] = /^env:(\w+)$/.exec(text) ?? [];
  if (name === undefined) return text;
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The variable ${name} is not set; ${text} stands for it.`);
  return value;
}
