import { complain, describeDiagnostic, InputError, print, printJson } from '@mockloop/runtime';
import { describeProblems, type PackBinder, readScenarios } from '@mockloop/runtime/input';
import { bindPack, type ValidateScenarioOptions, validateScenario } from '@mockloop/scenarios';
import { type ApiDocument, type Diagnostic, loadDocument } from '@mockloop/spec-parser';
import type { DocumentFlags, ValidateScenarioFlags } from './add-scenario-command.ts';

/**
 * Prints what is wrong with scenarios.
 *
 * @returns The exit code: 1 when one of them cannot be deployed.
 */
export async function runValidateScenario(sources: readonly string[], flags: ValidateScenarioFlags): Promise<0 | 1> {
  const document = await loadNamed(flags);
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) diagnostics.push(...(await diagnose(source, { document, strict: flags.strict })));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (flags.json) printJson({ valid: errors === 0, errors, warnings, diagnostics });
  else for (const diagnostic of diagnostics) print(describeDiagnostic(diagnostic, process.stdout));
  complain(`${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
  if (document === undefined)
    complain('Whether its operations exist was not checked: name a document with --document.');
  return errors === 0 ? 0 : 1;
}

async function loadNamed(flags: DocumentFlags): Promise<ApiDocument | undefined> {
  if (flags.document === undefined) return undefined;
  return loadDocument(flags.document, {
    remoteReferences: flags.remoteRefs,
    allowPrivateNetworks: flags.allowPrivateNetworks,
  });
}

/** A file that is no JSON is one finding among others. */
async function diagnose(source: string, options: ValidateScenarioOptions): Promise<readonly Diagnostic[]> {
  try {
    const scenarios = await readScenarios(source, binderFor(source, options.document));
    return scenarios.flatMap((given) => describeProblems(validateScenario(given.value, options), given));
  } catch (error) {
    if (error instanceof InputError) return error.diagnostics;
    throw error;
  }
}

function binderFor(source: string, document: ApiDocument | undefined): PackBinder {
  return async (pack) => {
    if (document !== undefined) return bindPack(pack, document);
    throw new Error(`${source} is a pack, made for whatever document a mock serves: name one with --document.`);
  };
}
