import type { ApiDocument } from '@mockloop/spec-parser';
import { describeDiagnostic } from '../describe-diagnostic.ts';
import { complain, printable } from '../output.ts';

const SHOWN = 10;
/** Trying every answer takes seconds where there are more; a mock then says so when an answer is first asked for. */
const FEW_OPERATIONS = 100;

/** Says what of a document cannot be served as it is written: the first few, and where to see the others. */
export async function warnOfDocument(document: ApiDocument): Promise<void> {
  const [{ checkDocument }, { checkAnswers, isSlowPattern }] = await Promise.all([
    import('@mockloop/spec-parser'),
    import('@mockloop/mock-server'),
  ]);
  const answers = document.operations.length <= FEW_OPERATIONS ? await checkAnswers(document) : [];
  const diagnostics = [...(await checkDocument(document, { isSlowPattern })), ...answers];
  for (const diagnostic of diagnostics.slice(0, SHOWN)) complain(describeDiagnostic(diagnostic));
  const more = diagnostics.length - SHOWN;
  if (more > 0) complain(`… ${more} more: mockloop validate ${printable(document.file)}`);
}
