import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';

/** Reads without credentials what asks for them: how it is refused, the checks of each answer look at. */
export const CHALLENGE_KIND: CaseKind = {
  kind: 'read-anonymously',
  phase: 'semantics',
  *propose(view) {
    for (const { key, secured, risk } of view.operations)
      if (secured && risk === 'read') yield { operation: key, title: 'read it without credentials', input: {} };
  },
  async run({ operation: key, seed }, probe) {
    const operation = key === undefined ? undefined : probe.operation(key);
    const parts =
      probe.knowledge.knownGood(key ?? '')?.parts ??
      (operation && generateParts(operation, probe, { seed, mode: 'example', only: 'required' }));
    if (operation === undefined || parts === undefined) return [];
    const { document } = probe;
    await probe.send(composeRequest(operation, parts, { document, identity: 'anonymous' }), { operation: key });
    return [];
  },
};
