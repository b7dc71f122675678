import type { Listening, MockServer } from '@mockloop/mock-server';
import { complain, print, printable, printJson, styled } from '../output.ts';
import type { MockPlan } from './mock-plan.ts';
import { suggestRequests } from './suggest-requests.ts';

export interface AnnounceOptions {
  readonly plan: Pick<MockPlan, 'db' | 'settings' | 'handlers'>;
  readonly json: boolean;
  /** Shown only where it was made up for this run. */
  readonly madeUpToken: string | undefined;
}

/** Says what listens where, and what to try next. */
export function announce(mock: MockServer, listening: Listening, options: AnnounceOptions): void {
  for (const message of listening.moved) complain(message);
  if (options.json) printJson(describe(mock, listening, options));
  else printSummary(mock, listening, options);
}

function describe(mock: MockServer, { apiUrl, adminUrl }: Listening, { plan, madeUpToken }: AnnounceOptions): unknown {
  const { file, version, info, operations } = mock.document;
  return {
    api_url: apiUrl,
    admin_url: adminUrl,
    docs_url: `${apiUrl}/docs`,
    admin_token: madeUpToken,
    database_url: plan.db,
    handlers: plan.handlers,
    active_scenario: mock.worlds.default.state.active,
    document: { file, openapi: version, title: info.title, version: info.version, operations: operations.length },
    credentials: credentialsOf(mock, plan) ?? [],
  };
}

function printSummary(mock: MockServer, listening: Listening, { plan, madeUpToken }: AnnounceOptions): void {
  const { document } = mock;
  const credentials = credentialsOf(mock, plan);
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
    ['Log', printable(plan.db)],
  ];
  if (plan.handlers !== undefined) rows.push(['Handlers', printable(plan.handlers)]);
  const { active } = mock.worlds.default.state;
  if (active !== undefined) rows.push(['Scenario', printable(active)]);
  if (madeUpToken !== undefined) rows.push(['Admin token', madeUpToken]);
  for (const { scheme, example } of credentials ?? [])
    rows.push([`Credentials ${printable(scheme)}`, printable(example)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) print(`  ${name.padEnd(width)}  ${value}`);
  printAttempts(mock, listening, credentials);
}

/** `undefined` where none are checked. */
function credentialsOf(
  { credentials }: MockServer,
  { settings }: AnnounceOptions['plan'],
): MockServer['credentials'] | undefined {
  return settings.auth === 'off' ? undefined : credentials;
}

function printAttempts(
  { document }: MockServer,
  { apiUrl }: Listening,
  credentials: MockServer['credentials'] | undefined,
): void {
  print();
  print('  Try');
  for (const line of suggestRequests(document, { apiUrl, credentials })) print(`    ${printable(line)}`);
  print('    mockloop logs');
}
