import { isBadPreference } from '../../preferences.ts';
import type { Reason, Responder } from './explanation.ts';
import type { LoggedExchange } from './logged-exchange.ts';

const ORDER: readonly Responder['name'][] = ['override', 'scenario', 'handler', 'storage', 'document'];

/** What each responder said, in the order in which they are asked. */
export function explainResponders(exchange: LoggedExchange, answer: Reason): readonly Responder[] {
  const names: readonly string[] = ORDER;
  const at = names.indexOf(answer.by);
  return ORDER.map((name, index): Responder => {
    if (name === answer.by) return { name, outcome: 'answered', why: answer.why };
    const passed = (exchange.entry.decision?.passed ?? []).flatMap((one) => saidBy(name, one));
    if (passed.length > 0) return { name, outcome: 'passed', why: passed.join('; ') };
    const isBehind = at !== -1 && index > at;
    return {
      name,
      outcome: 'not_asked',
      why: isBehind ? `the ${answer.by} answered before` : whyNot(name, exchange, answer),
    };
  });
}

/** The log has what overrides and the scenario said in one text: `override "a", …; scenario "b", …`. */
function saidBy(name: Responder['name'], { by, why }: Pick<Reason, 'by' | 'why'>): readonly string[] {
  if (by !== 'scenario') return by === name ? [why] : [];
  if (name !== 'override' && name !== 'scenario') return [];
  return why
    .split(/; (?=(?:override|scenario) ")/)
    .filter((said) => said.startsWith('override "') === (name === 'override'));
}

/** Why something that comes before what answered has left no trace. */
function whyNot(name: Responder['name'], { preferences, entry }: LoggedExchange, answer: Reason): string {
  if (answer.by === 'mock') return 'the mock answers such requests itself';
  if (isBadPreference(preferences) && answer.by === 'check')
    return 'such a preference is refused before anything is asked';
  if (name === 'override') return 'none was set, or none that took it';
  if (name === 'scenario') {
    if (entry.scenario !== undefined)
      return `"${entry.scenario}" is not deployed in this world, or has no rule that could have taken it`;
    return 'none was in force';
  }
  if (answer.by === 'route') return 'it is asked for requests that reach an operation';
  if (answer.by === 'check') return 'it is asked for requests that pass their checks';
  const asksDocument = !isBadPreference(preferences) && (preferences.code ?? preferences.example) !== undefined;
  if (asksDocument) return 'the request asked for a response of the document';
  return name === 'handler' ? 'the mock has no handler files' : 'the mock is not stateful';
}
