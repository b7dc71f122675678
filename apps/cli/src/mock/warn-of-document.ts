import type { ApiDocument } from '@mockloop/spec-parser';
import { complain, printable } from '../output.ts';
import { describeDiagnostic } from '../validate/describe-diagnostic.ts';

const SHOWN = 10;

/** Says what of a document cannot be served as it is written: the first few, and where to see the others. */
export async function warnOfDocument(document: ApiDocument): Promise<void> {
  const { checkDocument } = await import('@mockloop/spec-parser');
  const diagnostics = await checkDocument(document);
  for (const diagnostic of diagnostics.slice(0, SHOWN)) complain(describeDiagnostic(diagnostic));
  const more = diagnostics.length - SHOWN;
  if (more > 0) complain(`… ${more} more: mockloop validate ${printable(document.file)}`);
}
