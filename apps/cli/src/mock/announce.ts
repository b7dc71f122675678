import type { Listening, MockServer } from '@mockloop/mock-server';
import { complain, print, printable, printJson, styled } from '../output.ts';
import { suggestRequests } from './suggest-requests.ts';

export interface AnnounceOptions {
  readonly flags: { readonly json?: true; readonly db: string };
  /** Shown only where it was made up for this run. */
  readonly madeUpToken: string | undefined;
}

/** Says what listens where, and what to try next. */
export function announce(mock: MockServer, listening: Listening, options: AnnounceOptions): void {
  for (const message of listening.moved) complain(message);
  if (options.flags.json) printJson(describe(mock, listening, options));
  else printSummary(mock, listening, options);
}

function describe(mock: MockServer, { apiUrl, adminUrl }: Listening, { flags, madeUpToken }: AnnounceOptions): unknown {
  const { file, version, info, operations } = mock.document;
  return {
    api_url: apiUrl,
    admin_url: adminUrl,
    docs_url: `${apiUrl}/docs`,
    admin_token: madeUpToken,
    database_url: flags.db,
    document: { file, openapi: version, title: info.title, version: info.version, operations: operations.length },
    credentials: mock.credentials,
  };
}

function printSummary(mock: MockServer, listening: Listening, { flags, madeUpToken }: AnnounceOptions): void {
  const { document, credentials } = mock;
  const { apiUrl, adminUrl } = listening;
  print(`MockLoop is listening on ${styled('bold', apiUrl)}`);
  print();
  const count = document.operations.length;
  print(
    `  ${printable(document.info.title)} ${printable(document.info.version)}: ${count} ${count === 1 ? 'operation' : 'operations'}, OpenAPI ${document.version}`,
  );
  const rows: [name: string, value: string][] = [
    ['Docs', `${apiUrl}/docs`],
    ['Admin', adminUrl],
    ['Log', printable(flags.db)],
  ];
  if (madeUpToken !== undefined) rows.push(['Admin token', madeUpToken]);
  for (const { scheme, example } of credentials) rows.push([`Credentials ${printable(scheme)}`, printable(example)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${value}`);
  printAttempts(mock, listening);
}

function printAttempts({ document, credentials }: MockServer, { apiUrl }: Listening): void {
  print();
  print('  Try');
  for (const line of suggestRequests(document, { apiUrl, credentials })) print(`    ${printable(line)}`);
  print('    mockloop logs');
}
