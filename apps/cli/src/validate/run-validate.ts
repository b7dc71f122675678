import { checkAnswers, isSlowPattern } from '@mockloop/mock-server';
import { complain, describeDiagnostic, isSpecError, print, printJson, toDiagnostic } from '@mockloop/runtime';
import { type ApiDocument, checkDocument, type Diagnostic, loadDocument, validateStrict } from '@mockloop/spec-parser';
import type { ValidateFlags } from './add-validate-command.ts';
import { inferredStorage, printStorage } from './show-storage.ts';

/**
 * Prints every diagnostic of a document.
 *
 * @returns The exit code: 1 when one of them is an error.
 */
export async function runValidate(source: string, flags: ValidateFlags): Promise<0 | 1> {
  if (flags.showStorage) return showStorage(source, flags);
  const diagnostics = await diagnose(source, flags);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (flags.json) printJson({ valid: errors === 0, errors, warnings, diagnostics });
  else for (const diagnostic of diagnostics) print(describeDiagnostic(diagnostic, process.stdout));
  complain(
    `${source}: ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  );
  return errors === 0 ? 0 : 1;
}

async function showStorage(source: string, flags: ValidateFlags): Promise<0> {
  const storage = await inferredStorage(await load(source, flags), flags.config);
  if (flags.json) printJson(storage);
  else printStorage(storage);
  return 0;
}

function load(source: string, flags: ValidateFlags): Promise<ApiDocument> {
  return loadDocument(source, {
    remoteReferences: flags.remoteRefs,
    allowPrivateNetworks: flags.allowPrivateNetworks,
  });
}

/** A document that cannot be served at all is one finding among others here. */
async function diagnose(source: string, flags: ValidateFlags): Promise<readonly Diagnostic[]> {
  try {
    const document = await load(source, flags);
    const strict = flags.strict ? await validateStrict(document) : [];
    return [...(await checkDocument(document, { isSlowPattern })), ...(await checkAnswers(document)), ...strict];
  } catch (error) {
    if (isSpecError(error)) return [toDiagnostic(error)];
    throw error;
  }
}
