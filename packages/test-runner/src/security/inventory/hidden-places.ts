import type { Severity } from '../../model/check.ts';
import { isObject } from '../../succeed/json-value.ts';

/** An address that should not answer, and how one knows that it does. */
export interface HiddenPlace {
  readonly path: string;
  readonly what: string;
  readonly severity: Severity;
  readonly tells: (body: string, json: unknown) => boolean;
}

const hasMember =
  (...names: readonly string[]) =>
  (_body: string, json: unknown): boolean =>
    isObject(json) && names.every((name) => Object.hasOwn(json, name));

const matches =
  (pattern: RegExp) =>
  (body: string): boolean =>
    pattern.test(body) && !/<html/i.test(body.slice(0, 500));

const inPage =
  (pattern: RegExp) =>
  (body: string): boolean =>
    pattern.test(body);

/** At least two settings, one of them a secret or an address of something inside. */
function isEnvironment(body: string, json: unknown): boolean {
  const names = isObject(json)
    ? namesIn(json)
    : [...body.matchAll(/^(?:export )?([A-Z][A-Z0-9_]{2,})=/gm)].map(([, name = '']) => name);
  const isTelling = (name: string): boolean =>
    /(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE|DATABASE_URL|DB_|AWS_|JWT|CREDENTIAL)|^PATH$|^HOME$/i.test(name);
  return !/<html/i.test(body.slice(0, 500)) && names.length >= 2 && names.some(isTelling);
}

function namesIn(value: object): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) =>
    isObject(member) ? [name, ...Object.keys(member)] : [name],
  );
}

const environment = (path: string): HiddenPlace => ({
  path,
  what: 'the settings of the server, with their secrets',
  severity: 'critical',
  tells: isEnvironment,
});

/** Addresses that are found open most often. */
export const HIDDEN_PLACES: readonly HiddenPlace[] = [
  ...[
    '/.env',
    '/.env.local',
    '/.env.production',
    '/env',
    '/debug/env',
    '/internal/env',
    '/admin/env',
    '/config',
    '/config.json',
    '/debug/config',
    '/internal/config',
    '/admin/config',
    '/debug',
    '/_debug',
    '/api/debug',
    '/internal/debug',
    '/settings',
    '/api/config',
  ].map(environment),
  {
    path: '/actuator',
    what: 'the list of management operations',
    severity: 'medium',
    tells: (_body, json) => isObject(json) && isObject(json._links),
  },
  {
    path: '/actuator/env',
    what: 'the settings of the server',
    severity: 'critical',
    tells: (body, json) => hasMember('propertySources')(body, json) || isEnvironment(body, json),
  },
  { path: '/actuator/configprops', what: 'the settings of the server', severity: 'high', tells: hasMember('contexts') },
  { path: '/actuator/beans', what: 'the inside of the server', severity: 'medium', tells: hasMember('contexts') },
  {
    path: '/actuator/mappings',
    what: 'all operations of the server',
    severity: 'medium',
    tells: hasMember('contexts'),
  },
  {
    path: '/debug/vars',
    what: 'the variables of the process',
    severity: 'high',
    tells: (body, json) => hasMember('cmdline', 'memstats')(body, json) || isEnvironment(body, json),
  },
  {
    path: '/debug/pprof/',
    what: 'a profiler',
    severity: 'high',
    tells: inPage(/goroutine[\s\S]*heap|Types of profiles available/),
  },
  {
    path: '/.git/config',
    what: 'the repository of the source',
    severity: 'critical',
    tells: matches(/^\[core\]\s*$/m),
  },
  {
    path: '/.git/HEAD',
    what: 'the repository of the source',
    severity: 'critical',
    tells: matches(/^ref: refs\/heads\//),
  },
  {
    path: '/.aws/credentials',
    what: 'keys of a cloud',
    severity: 'critical',
    tells: matches(/^aws_secret_access_key\s*=/m),
  },
  {
    path: '/backup.sql',
    what: 'a dump of the database',
    severity: 'critical',
    tells: matches(/^(?:CREATE TABLE|INSERT INTO) /m),
  },
  {
    path: '/dump.sql',
    what: 'a dump of the database',
    severity: 'critical',
    tells: matches(/^(?:CREATE TABLE|INSERT INTO) /m),
  },
  { path: '/phpinfo.php', what: 'the settings of PHP', severity: 'high', tells: inPage(/<title>[^<]*phpinfo\(\)/) },
  { path: '/server-status', what: 'the requests of others', severity: 'medium', tells: inPage(/Apache Server Status/) },
  { path: '/metrics', what: 'figures of the server', severity: 'info', tells: matches(/^# (?:HELP|TYPE) \w+/m) },
  { path: '/admin/users', what: 'a list of users', severity: 'critical', tells: isUserList },
  { path: '/internal/users', what: 'a list of users', severity: 'critical', tells: isUserList },
  { path: '/users/_debug', what: 'a list of users', severity: 'critical', tells: isUserList },
  { path: '/debug/users', what: 'a list of users', severity: 'critical', tells: isUserList },
];

function isUserList(_body: string, json: unknown): boolean {
  const list = Array.isArray(json) ? json : isObject(json) ? Object.values(json).find(Array.isArray) : undefined;
  const [first] = Array.isArray(list) ? list : [];
  return isObject(first) && Object.keys(first).some((name) => /e-?mail|user_?name|password/i.test(name));
}
