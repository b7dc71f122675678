import { SchemaError } from '@mockloop/schema';
import { type Operation, SpecError } from '@mockloop/spec-parser';
import { type Defect, findDefects, type ReadView } from './find-defects.ts';
import type { RequestParts } from './request-parts.ts';

/** As `findDefects`; `undefined` where the document is wrong there, so that nobody can say what is. */
export async function tryFindDefects(
  operation: Operation,
  parts: RequestParts,
  view: ReadView,
): Promise<readonly Defect[] | undefined> {
  try {
    return await findDefects(operation, parts, view);
  } catch (error) {
    if (error instanceof SchemaError || error instanceof SpecError) return undefined;
    throw error;
  }
}
