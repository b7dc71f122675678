import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { TestRequest } from '../../model/test-request.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { templateShape } from '../../succeed/resource-paths.ts';
import { describeAnswer, isOk, jsonOf, textOf } from '../support/answers.ts';
import { saysTheSame } from '../support/baseline.ts';
import { canaryFor } from '../support/canary.ts';
import { observe } from '../support/observe.ts';
import { nowhere } from '../support/requests.ts';
import { HIDDEN_PLACES } from './hidden-places.ts';

/** Addresses that the document does not have, and that answer nobody with what is telling. */
export const INVENTORY_KIND: CaseKind = {
  kind: 'inventory',
  phase: 'security',
  checks: ['inventory-exposed'],
  *propose(view): Iterable<ProposedCase> {
    // A mock serves what belongs to mocks beside what its document has.
    if (view.target.is_mock) return;
    for (const { path, what } of HIDDEN_PLACES)
      if (!isDocumented(path, view)) yield { title: `${path}: ${what}`, input: { path } };
  },
  run: tryPlace,
};

function isDocumented(path: string, { document }: RunView): boolean {
  const segments = path.split('/').filter((segment) => segment !== '');
  return document.operations.some(({ path: template }) => {
    const shape = templateShape(template).filter((segment) => segment !== '');
    return (
      shape.length === segments.length && shape.every((part, index) => part.includes('{}') || part === segments[index])
    );
  });
}

async function tryPlace(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const { path } = testCase.input as { readonly path: string };
  const place = HIDDEN_PLACES.find((one) => one.path === path);
  if (place === undefined) return [];
  const request: TestRequest = { method: 'GET', target: path, headers: [['Accept', '*/*']], identity: 'anonymous' };
  const exchange = await probe.send(request, { operation: null });
  if (!isOk(exchange) || !place.tells(textOf(exchange), jsonOf(exchange))) return [];
  const other = await probe.send(nowhere(canaryFor(probe, 'nowhere')), { operation: null });
  if (isOk(other) && (saysTheSame(other, exchange) || place.tells(textOf(other), jsonOf(other)))) return [];
  return [
    observe('inventory-exposed', {
      message: `\`${path}\`, which the document does not have, shows ${place.what} to anybody.`,
      expected: '404, or 401',
      observed: describeAnswer(exchange),
      signature: path,
      severity: place.severity,
    }),
  ];
}
