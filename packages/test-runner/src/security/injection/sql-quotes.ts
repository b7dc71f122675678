import { findTrace } from '../../answers/find-trace.ts';
import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { describeAnswer, isCrash, statusOf, textOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { inject, type SqlAttack } from './sql-attack.ts';

/** One quote breaks it, two do not. */
export async function tryQuotes(attack: SqlAttack): Promise<Observation | undefined> {
  const known = String(attack.injector.value).replaceAll(/['"\\]/g, '');
  for (const quote of ["'", '"']) {
    const first = await tryPair(attack, known, quote);
    if (first === undefined || (await tryPair(attack, known, quote)) === undefined) continue;
    // Letters in place of the quote must not break it.
    if (isBroken(await inject(attack, `${known}${canaryFor(attack.probe, 'letters')}`))) return undefined;
    const trace = findTrace(textOf(first));
    const isDatabase = trace?.name === 'a database error';
    const place = describePoint(attack.injector.point);
    return observe('sqli-error', {
      message: `One \`${quote}\` in the ${place} breaks it, two do not, each time${isDatabase ? `; the answer names the database: ${trace.excerpt}` : ''}.`,
      expected: 'the quote is a character like others',
      observed: describeAnswer(first),
      signature: place,
      severity: isDatabase ? 'critical' : undefined,
    });
  }
  return undefined;
}

async function tryPair(attack: SqlAttack, value: string, quote: string): Promise<TestExchange | undefined> {
  const one = await inject(attack, `${value}${quote}`);
  if (!isBroken(one)) return undefined;
  const two = await inject(attack, `${value}${quote}${quote}`);
  return isBroken(two) || statusOf(two) === 0 ? undefined : one;
}

function isBroken(exchange: TestExchange): boolean {
  return isCrash(exchange) || findTrace(textOf(exchange))?.name === 'a database error';
}
