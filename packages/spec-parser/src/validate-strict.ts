import { bundleDocument } from './bundle-document.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ApiDocument } from './document.ts';
import { locate } from './locate/locate.ts';
import { isObject } from './plain-object.ts';

/**
 * Everything in which a document differs from its specification, as the validator of `@scalar/openapi-parser` sees it.
 * Many documents in use fail and can be served all the same. References are left to `checkDocument`: the validator
 * takes every key called `$ref` for one.
 */
export async function validateStrict(document: ApiDocument): Promise<readonly Diagnostic[]> {
  const { validate } = await import('@scalar/openapi-parser');
  // A copy: the validator fills in what is missing.
  const bundled = structuredClone(bundleDocument(document));
  const { errors = [] } = await validate(isObject(bundled) ? { ...bundled } : {});
  const found = new Map<string, Diagnostic>();
  for (const error of errors) {
    if (error.code === 'INVALID_REFERENCE') continue;
    const pointer = pathOf(error);
    found.set(`${pointer} ${error.message}`, {
      severity: 'warning',
      code: 'SPECIFICATION_VIOLATED',
      message: `${sentence(error.message)} (OpenAPI ${document.version}).`,
      advice: 'Change it to what the specification demands.',
      file: document.file,
      pointer,
    });
  }
  const diagnostics = [...found.values()];
  const places = await locate(document, diagnostics);
  return diagnostics.map((diagnostic, index) => ({ ...diagnostic, ...places[index] }));
}

function pathOf(error: object): string {
  return 'path' in error && typeof error.path === 'string' ? error.path : '';
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
