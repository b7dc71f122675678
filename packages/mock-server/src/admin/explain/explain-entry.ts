import type { LogEntry } from '@mockloop/log-store';
import { isBadPreference } from '../../preferences.ts';
import { DEFAULT_WORLD } from '../../worlds/worlds.ts';
import type { AdminHost } from '../admin-host.ts';
import { answeredBy } from './answered-by.ts';
import { type CheckSettings, explainChecks } from './explain-checks.ts';
import { explainChoice } from './explain-choice.ts';
import { explainResponders } from './explain-responders.ts';
import type { Explanation, ReachedOperation } from './explanation.ts';
import { findAlternatives, NO_ALTERNATIVES } from './find-alternatives.ts';
import { type LoggedExchange, readLoggedExchange } from './logged-exchange.ts';
import { summarizeExplanation } from './summarize-explanation.ts';

/** Why a logged request got its answer: what was logged, and the rest worked out from the document that is served now. */
export async function explainEntry(entry: LogEntry, host: AdminHost): Promise<Explanation> {
  const exchange = readLoggedExchange(entry, host.document());
  const settings = host.settings();
  const checked = checkSettings(settings);
  const answer = answeredBy(exchange, checked.validate);
  const isOwn = answer.by === 'mock';
  const world = entry.world ?? DEFAULT_WORLD;
  const { method, path, query, status, time } = entry;
  const explanation = {
    id: entry.id,
    request: { method, path, query, status, time, response_time_ms: entry.durationMs },
    world,
    scenario: entry.scenario,
    answered_by: answer,
    operation: isOwn ? { matched: false, why: answer.why } : reachedOperation(exchange),
    checks: isOwn ? [] : explainChecks(exchange, checked),
    preferences: preferencesOf(exchange),
    responders: explainResponders(exchange, answer),
    choice: await explainChoice(exchange, answer, settings.dynamic === true),
    alternatives: isOwn ? NO_ALTERNATIVES : findAlternatives(exchange, host.worlds, world),
  };
  return { ...explanation, summary: summarizeExplanation(explanation) };
}

function checkSettings({ validate, auth }: ReturnType<AdminHost['settings']>): CheckSettings {
  return {
    validate: validate === 'warn' || validate === 'off' ? validate : 'strict',
    auth: auth === 'strict' || auth === 'off' ? auth : 'on',
  };
}

function reachedOperation({ found, reached, pathParameters }: LoggedExchange): ReachedOperation {
  if (found.kind === 'not-found') return { matched: false, why: 'no path template fits the path' };
  if (found.kind === 'method-not-allowed' || reached === undefined)
    return { matched: false, why: 'a path template fits the path, but has no such method' };
  const isOne = found.entries.length === 1;
  return {
    matched: true,
    why: isOne
      ? `the path template ${reached.path} fits the path`
      : 'of several on this path, it fits the request best',
    key: reached.key,
    operation_id: reached.operationId,
    pointer: reached.pointer,
    path_parameters: pathParameters,
  };
}

function preferencesOf({ preferences }: LoggedExchange): Readonly<Record<string, string>> {
  if (isBadPreference(preferences)) return { [preferences.name]: preferences.value };
  const { code, example, dynamic, seed } = preferences;
  const given = Object.entries({ code, example, dynamic, seed }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
