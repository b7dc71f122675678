import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { isCrash, isOk, statusOf } from '../support/answers.ts';
import { type Baseline, baselineOf } from '../support/baseline.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { inject, type SqlAttack } from './sql-attack.ts';
import { type Conditions, conditionsFor } from './sql-conditions.ts';

/** A condition that holds changes nothing; one that does not changes the answer; words of no meaning do so too. */
export async function tryCondition(attack: SqlAttack, value: unknown): Promise<Observation | undefined> {
  const isNumber = typeof value === 'number';
  const unknown = isNumber ? '987654321' : canaryFor(attack.probe, 'unknown');
  const usual = await learn(attack, String(value));
  const nothing = await learn(attack, unknown);
  const tellsApart = usual.isOk && nothing.answers.every((one) => !usual.baseline.isLike(one, [unknown]));
  for (const conditions of conditionsFor(String(value), unknown, isNumber)) {
    if (conditions.isWide ? !attack.isRead : !tellsApart) continue;
    const { baseline } = conditions.isWide ? nothing : usual;
    if (!(await follows(attack, conditions, baseline)) || !(await follows(attack, conditions, baseline))) continue;
    return describe(attack, { conditions, value: conditions.isWide ? unknown : String(value) });
  }
  return undefined;
}

interface Learnt {
  readonly answers: readonly TestExchange[];
  readonly baseline: Baseline;
  readonly isOk: boolean;
}

async function learn(attack: SqlAttack, value: string): Promise<Learnt> {
  const answers = [await inject(attack, value), await inject(attack, value)];
  return { answers, baseline: baselineOf(answers, [value]), isOk: answers.every(isOk) };
}

/** Narrow ones find the same as the value; wide ones find more than the value that finds nothing. */
async function follows(
  attack: SqlAttack,
  { yes, no, other, isWide }: Conditions,
  baseline: Baseline,
): Promise<boolean> {
  const met = await inject(attack, yes);
  if (!isOk(met) || baseline.isLike(met, [yes]) === isWide) return false;
  const unmet = await inject(attack, no);
  if (isCrash(unmet) || statusOf(unmet) === 0 || baseline.isLike(unmet, [no]) !== isWide) return false;
  return baseline.isLike(await inject(attack, other), [other]) === isWide;
}

function describe(
  { injector }: SqlAttack,
  { conditions, value }: { readonly conditions: Conditions; readonly value: string },
): Observation {
  const { yes, no, isWide } = conditions;
  const place = describePoint(injector.point);
  return observe('sqli-boolean', {
    message: `The ${place} is read as SQL: \`${yes}\` ${isWide ? 'finds more than' : 'answers the same as'} \`${value}\`, \`${no}\` does not, each time.`,
    expected: 'both are searched for as they stand',
    observed: 'the answer follows the condition',
    signature: place,
  });
}
