import type { ApiDocument } from './document.ts';
import { checkServable, documentVersion, numericVersion, versionIn } from './document-version.ts';
import { SpecError } from './errors.ts';
import { FileLoader, type LoadedFile } from './input/file-loader.ts';
import type { LoadOptions } from './load-options.ts';
import { LoadedDocument } from './loaded-document.ts';
import { locateInText } from './locate/locate-in-text.ts';
import type { OpenApiVersion } from './model.ts';
import type { SourceFile } from './node.ts';
import { Pacer } from './pacer.ts';
import { loadReferencedFiles, mayReferToFiles } from './reference/load-referenced-files.ts';
import { References } from './reference/references.ts';

/**
 * Loads an API document: OpenAPI 2.0, 3.0, 3.1 or 3.2, JSON or YAML. It parses, builds the list of operations and gets
 * the other files that the document refers to; all else is read when it is asked for.
 *
 * Of a key that is given twice the last counts, in JSON and in YAML.
 *
 * @param input A path, an `http:` or `https:` URL, the text of a document, its bytes, or an object as parsing would give it.
 * @throws {SpecError} where nothing can be served; what concerns only a part is a diagnostic of the document.
 */
export async function loadDocument(
  input: string | Uint8Array | object,
  options: LoadOptions = {},
): Promise<ApiDocument> {
  options.signal?.throwIfAborted();
  const loader = new FileLoader(options);
  const loaded = await loader.loadDocument(input);
  const version = await recogniseVersion(loaded);
  const main = sourceFile(loaded, version);
  const references = new References();
  references.add(main);
  if (mayReferToFiles(loaded.text)) {
    await loadReferencedFiles(main, references, {
      maxFiles: loader.limits.maxFiles,
      signal: options.signal,
      load: async (uri, as) => sourceFile(await loader.loadReferenced(uri, as), version),
    });
  }
  return new LoadedDocument(main, references);
}

async function recogniseVersion({ value, name, text }: LoadedFile): Promise<OpenApiVersion> {
  try {
    const version = documentVersion(value, name, text);
    checkServable(value, version, name);
    return version;
  } catch (error) {
    if (!(error instanceof SpecError) || error.pointer === '' || text === '') throw error;
    const { code, message, advice, file, pointer } = error;
    const lines = await locateInText(text, [pointer], new Pacer());
    throw new SpecError(code, message, { advice, file, pointer, ...lines.get(pointer) });
  }
}

/** Without the text, which is read again where lines are wanted: it can be as large as all that was parsed from it. */
function sourceFile({ text, ...file }: LoadedFile, fallback: OpenApiVersion): SourceFile {
  const version = versionIn(file.value) ?? fallback;
  const hasNames = version !== '2.0' && version !== '3.0';
  return {
    ...file,
    version,
    mayNameSchemas: hasNames && (text === '' || /\$(?:id|anchor|dynamicAnchor)\b/.test(text)),
    diagnostics: [...file.diagnostics, ...numericVersion(file.value, file.name)],
  };
}
