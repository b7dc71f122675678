import type { TestRequest } from '../../model/test-request.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import type { RunView } from '../run-view.ts';

const MAX = 3;

/** Requests that change nothing and that not everybody may send, as far as the document says: those that need no ids first. */
export function securedProbes(view: RunView): readonly ((identity: string) => TestRequest)[] {
  const fit = view.operations.filter(
    ({ method, risk, secured, ends_session: ends }) => method === 'GET' && risk === 'read' && secured && ends !== true,
  );
  return fit
    .toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
    .slice(0, MAX * 2)
    .flatMap(({ key }) => {
      const operation = view.operation(key);
      const parts = operation && generateParts(operation, view, { seed: 'probe', mode: 'example' });
      if (operation === undefined || parts === undefined) return [];
      return [(identity: string) => composeRequest(operation, parts, { document: view.document, identity })];
    })
    .slice(0, MAX);
}
