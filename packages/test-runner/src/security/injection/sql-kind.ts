import type { Observation } from '../../model/observation.ts';
import type { TestCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import { openInjector } from '../support/injector.ts';
import { injectionCases } from './injection-cases.ts';
import type { SqlAttack } from './sql-attack.ts';
import { tryCondition } from './sql-condition.ts';
import { tryDelays } from './sql-delays.ts';
import { tryQuotes } from './sql-quotes.ts';
import { valuesThere } from './values-there.ts';

/** What is sent read as a part of an SQL statement: conditions that hold and that do not, and broken quotes. */
export const SQL_KIND: CaseKind = {
  kind: 'sql-injection',
  phase: 'security',
  checks: ['sqli-boolean', 'sqli-error', 'sqli-time'],
  alone: true,
  propose: (view) =>
    injectionCases(view, {
      what: 'conditions of SQL',
      points: ({ isFree, point, value }) => isFree || (typeof value === 'number' && point.in !== 'header'),
      rank: ({ isFree }, { risk, role }) => (isFree ? 0 : 2) + (risk === 'read' || role === 'login' ? 0 : 1),
    }),
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined) return [];
    const isRead = probe.planned(testCase.operation ?? '')?.risk === 'read';
    return attack(testCase, { probe, injector, isRead });
  },
};

async function attack(testCase: TestCase, context: SqlAttack): Promise<readonly Observation[]> {
  const { probe, injector, isRead } = context;
  const isText = typeof injector.value === 'string';
  const broken = isText ? await tryQuotes(context) : undefined;
  const found = broken === undefined ? [] : [broken];
  // Elsewhere an answer that differs may show no more than what was written.
  if (!isRead && probe.planned(testCase.operation ?? '')?.role !== 'login') return found;
  for (const [index, value] of (await valuesThere(probe, injector)).entries()) {
    // Wide ones stand behind what finds nothing, whatever the value is.
    const read = await tryCondition({ ...context, isRead: isRead && index === 0 }, value);
    if (read !== undefined) return [read, ...found];
  }
  return found.length === 0 && isRead && isText ? tryDelays(probe, injector) : found;
}
