import { composeRequest } from '../requests/compose-request.ts';
import { generateParts } from '../requests/generate-parts.ts';
import { isSendable } from '../requests/is-sendable.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import { tryFindDefects } from '../requests/try-find-defects.ts';
import type { CaseKind } from '../run/case-kind.ts';
import { shrinkParts } from './data/shrink-parts.ts';
import { takeTurns } from './data/take-turns.ts';
import { testable } from './data/testable.ts';
import { workingParts } from './data/working-parts.ts';

/** Requests to one operation. */
const ROUNDS = 12;

/** Valid requests with everything at random but what the path stands for. What is wrong with the answers, their own checks tell. */
export const RANDOM: CaseKind = {
  kind: 'random',
  phase: 'random',
  *propose(view) {
    const { seed } = view.plan;
    const all = testable(view).map(({ key }) => {
      const operation = view.operation(key);
      const hasInput =
        operation !== undefined && (operation.requestBody !== undefined || operation.parameters.length > 0);
      return Array.from({ length: hasInput ? ROUNDS : 0 }, (_, round) => ({ key, round }));
    });
    for (const { key, round } of takeTurns(all)) {
      const operation = view.operation(key);
      const parts =
        operation && generateParts(operation, view, { seed: `${seed} random ${key} ${round}`, mode: 'random' });
      if (parts !== undefined) yield { operation: key, title: `a random request, number ${round + 1}`, input: parts };
    }
  },
  async run({ operation: key, input }, probe) {
    const operation = key === undefined ? undefined : probe.operation(key);
    if (key === undefined || operation === undefined) return [];
    const random = input as RequestParts;
    const working = operation.path.includes('{') ? await workingParts(key, 'random', probe) : undefined;
    const values = operation.parameters.map((parameter, index) =>
      parameter.in === 'path' ? (working?.values[index] ?? random.values[index]) : random.values[index],
    );
    const parts = { ...random, values };
    const request = composeRequest(operation, parts, { document: probe.document, identity: probe.mainIdentity });
    // What was made smaller need not be valid any more; what then breaks a server is a mistake of the server all the same.
    if (
      isSendable(request) &&
      (await tryFindDefects(operation, parts, probe))?.every(({ in: place }) => place !== 'path')
    )
      await probe.send(request);
    return [];
  },
  *shrink(testCase) {
    for (const parts of shrinkParts(testCase.input as RequestParts))
      yield { operation: testCase.operation, title: testCase.title, input: parts };
  },
};
