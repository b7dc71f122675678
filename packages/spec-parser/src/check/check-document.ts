import type { Diagnostic } from '../diagnostic.ts';
import type { ApiDocument } from '../document.ts';
import { lineColumnsAt } from '../input/line-column.ts';
import { contextOf } from '../loaded-document.ts';
import { locate } from '../locate/locate.ts';
import { findRepeatedKeys } from '../locate/repeated-keys.ts';
import type { SourceFile } from '../node.ts';
import type { ReadContext } from '../operation/read-context.ts';
import { Pacer } from '../pacer.ts';
import type { Kind } from '../reference/grammar.ts';
import { SeenNodes, type Visit, walk } from '../reference/walk.ts';
import { ChainEnds } from './chain-ends.ts';
import { checkHeaders, checkOperation, checkParameter, checkSecurity } from './check-operation.ts';
import { checkPaths, checkServers, checkTop } from './check-paths.ts';
import { checkReferences } from './check-references.ts';
import { checkSchema } from './check-schema.ts';
import { Report } from './report.ts';

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether a backtracking matcher may take very long to run this pattern. Default: nobody is warned of it. */
  readonly isSlowPattern?: ((pattern: string) => boolean) | undefined;
}

/**
 * Everything in a document that is not served as it is written, with line, column and advice, in the order of the text.
 * Looks where the specification says that things stand; what has one cause is one warning. Gives way to other work
 * every few milliseconds, so it may run beside a server.
 *
 * @throws The signal's reason where it is aborted.
 */
export async function checkDocument(document: ApiDocument, options: CheckOptions = {}): Promise<readonly Diagnostic[]> {
  const context = contextOf(document);
  const pacer = new Pacer(options.signal);
  const report = new Report(options.isSlowPattern);
  // References are looked at again, with all others.
  report.addAll(document.diagnostics.filter(({ code }) => !code.startsWith('REFERENCE_')));
  checkTop(context.root, report);
  checkSecurity(context, context.root, report);
  checkPaths(context, document.operations, report);
  for (const entry of [...document.operations, ...document.webhooks]) {
    checkOperation(context, entry, report);
    if (pacer.isDue) await pacer.pause();
  }
  await checkParts(context, report, pacer);
  for (const file of context.references.files) report.addAll(await repeatedKeys(file, pacer));
  return await withLines(document, report.diagnostics, options);
}

/** From the top of the document, and on into what it uses of other files. */
async function checkParts(context: ReadContext, report: Report, pacer: Pacer): Promise<void> {
  const { references } = context;
  const check = { references, ends: new ChainEnds(references), report };
  const seen = new SeenNodes();
  const queue: Visit[] = [{ node: context.root, kind: 'document' }];
  for (const start of queue) {
    for (const visit of walk(start, seen)) {
      queue.push(...checkReferences(visit, check));
      checkPart(visit, report);
      if (pacer.isDue) await pacer.pause();
    }
  }
}

const WITH_SERVERS: ReadonlySet<Kind> = new Set(['document', 'pathItem', 'operation']);

function checkPart({ node, kind }: Visit, report: Report): void {
  if (kind === 'schema') checkSchema(node, report);
  if (kind === 'parameter') checkParameter(node, report);
  if (kind === 'response') checkHeaders(node, report);
  if (WITH_SERVERS.has(kind)) checkServers(node, report);
}

async function repeatedKeys(file: SourceFile, pacer: Pacer): Promise<Diagnostic[]> {
  if (file.repeatsKeys === false) return [];
  const text = await file.readText();
  if (text === undefined) return [];
  const repeated = await findRepeatedKeys(text, pacer);
  const offsets = [...new Set(repeated.flatMap((found) => found.offsets))].sort((a, b) => a - b);
  const lines = lineColumnsAt(text, offsets);
  const lineAt = new Map(offsets.map((offset, index) => [offset, lines[index]]));
  return repeated.map(({ key, pointer, offsets: [firstOffset, againOffset] }) => {
    const first = lineAt.get(firstOffset);
    const again = lineAt.get(againOffset);
    return {
      severity: 'warning',
      code: 'KEY_REPEATED',
      message: `The key \`${key}\` is in line ${first?.line} and again in line ${again?.line}; the last one counts.`,
      advice: 'Keep one of them.',
      file: file.name,
      pointer,
      ...again,
    };
  });
}

async function withLines(
  document: ApiDocument,
  diagnostics: readonly Diagnostic[],
  options: CheckOptions,
): Promise<Diagnostic[]> {
  const places = await locate(document, diagnostics, options);
  return diagnostics
    .map((diagnostic, index) => ({ ...places[index], ...diagnostic }))
    .toSorted((a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
