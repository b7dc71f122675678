import type { OperationEntry } from '@mockloop/spec-parser';
import type { Risk } from '../model/test-plan.ts';
import { hasPhrase, lastPathWords, pathWords, wordsOf } from './words.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY']);

/** Whoever calls these takes something away from everybody, whatever the method is. */
const ENDING = phrases(
  'shutdown, shut down, restart, reboot, terminate server, kill server, halt, poweroff, power off, factory reset, purge, ' +
    'wipe, truncate, drop database, drop table, drop tables, drop all, delete all, remove all, clear all, logout all, ' +
    'sign out all, revoke all, reset all, reset database, reset db, reset data, db reset, database reset, flush, flush all, ' +
    'flushdb, rebuild, reindex, reinstall, uninstall, self destruct, format disk',
);

/** These change what everybody sees where they are more than read. */
const ENVIRONMENT = phrases(
  'maintenance, maintenance mode, readonly mode, read only mode, lockdown, lock down, feature toggle, feature toggles, ' +
    'feature flag, feature flags, kill switch, killswitch, log level, loglevel, migrate, migration, migrations, upgrade ' +
    'server, rollback, failover, drain, evict, reset, restore, backup restore, import database, reload config, ' +
    'rotate keys, global settings, server settings, system settings, chaos, fault injection, simulate failure',
);

/** Words after which `reset` and `restore` are about one thing, not about everything. */
const ABOUT_ONE: ReadonlySet<string> = new Set(['password', 'passwd', 'pin', 'mfa', 'otp', 'email', 'token', 'link']);

/**
 * How much harm a call may do, by its method and the words of its path, operation id and summary.
 *
 * @param clears The operation deletes all that a collection holds.
 */
export function riskOf(entry: OperationEntry, clears: boolean): Risk {
  if (clears || isEnding(entry)) return 'environment';
  if (SAFE.has(entry.method)) return 'read';
  if (isEnvironment(entry)) return 'environment';
  return entry.method === 'DELETE' ? 'destructive' : 'write';
}

/** Things of everybody end where the last word of the path says so, or the name of the operation does. */
function isEnding(entry: OperationEntry): boolean {
  const last = lastPathWords(entry.path);
  const name = wordsOf(entry.operationId ?? '');
  // Below one thing (`/containers/{id}/restart`), only that thing ends.
  const isAboutOne = entry.path.includes('{');
  return ENDING.some((phrase) => {
    if (phrase.length > 1 && hasPhrase(pathWords(entry.path), phrase)) return true;
    return !isAboutOne && [last, name].some((words) => words.length === phrase.length && hasPhrase(words, phrase));
  });
}

function isEnvironment(entry: OperationEntry): boolean {
  const words = pathWords(entry.path);
  const others = [...wordsOf(entry.operationId ?? ''), ...wordsOf(entry.summary ?? '')];
  if ([...words, ...others].some((word) => ABOUT_ONE.has(word))) return false;
  // Below one thing (`/games/{id}/reset`), only that thing is reset.
  const isAboutOne = entry.path.includes('{');
  return ENVIRONMENT.some((phrase) => {
    const isWeak = phrase.length === 1 && WEAK.has(phrase[0] ?? '');
    if (isWeak) return !isAboutOne && hasPhrase(lastPathWords(entry.path), phrase);
    return hasPhrase(words, phrase) || hasPhrase(wordsOf(entry.operationId ?? ''), phrase);
  });
}

const WEAK: ReadonlySet<string> = new Set([
  'reset',
  'restore',
  'drain',
  'evict',
  'rollback',
  'migrate',
  'migration',
  'migrations',
  'chaos',
]);

function phrases(text: string): readonly (readonly string[])[] {
  return text.split(',').map((phrase) => phrase.trim().split(/\s+/));
}
