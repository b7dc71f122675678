import { SpecError } from '../errors.ts';
import { child, entries, type Node, rootOf, type SourceFile } from '../node.ts';
import { own, ownString } from '../plain-object.ts';
import type { References } from './references.ts';
import { referenceAt, SeenNodes, type Visit, walk } from './walk.ts';

export interface LoadReferencedFilesOptions {
  readonly maxFiles: number;
  readonly signal?: AbortSignal | undefined;
  /** @throws {SpecError} */
  load(uri: string, as: 'parsed' | 'text'): Promise<SourceFile>;
}

/** Whether a text may hold a reference to another file: quick, and never false where it does. */
export function mayReferToFiles(text: string): boolean {
  if (text === '' || /externalValue["']?\s*:/.test(text)) return true;
  for (let index = text.indexOf('$ref'); index !== -1; index = text.indexOf('$ref', index + 4)) {
    WITHIN_THE_FILE.lastIndex = index;
    if (!WITHIN_THE_FILE.test(text)) return true;
  }
  return false;
}

/** `$ref` as no key, with a value that begins with `#`, or with one that is no string. */
const WITHIN_THE_FILE = /\$ref(?!["']?\s*:)|\$ref["']?\s*:\s*(?:["']?#|[[{\d])/y;

/**
 * Gets the files that are referred to where the specification allows references, from the document and from the parts
 * of those files that it uses. A file that cannot be had is remembered with the reason.
 */
export async function loadReferencedFiles(
  main: SourceFile,
  references: References,
  options: LoadReferencedFilesOptions,
): Promise<void> {
  let known: number;
  do {
    // Once more where files were added: a pointer may lead through a reference to one of them.
    known = references.size;
    await loadOnce({ node: rootOf(main), kind: 'document' }, references, options);
  } while (references.size > known);
}

async function loadOnce(start: Visit, references: References, options: LoadReferencedFilesOptions): Promise<void> {
  const seen = new SeenNodes();
  const queue: Visit[] = [start];
  for (const from of queue) {
    for (const visit of walk(from, seen)) {
      for (const outgoing of outgoingOf(visit)) {
        const target = await load(outgoing, visit.node, { references, options });
        if (target !== undefined) queue.push({ node: target, kind: visit.kind });
      }
    }
  }
}

interface Loading {
  readonly references: References;
  readonly options: LoadReferencedFilesOptions;
}

/** Sees to it that the file is there, if it can be, and gives the place that is referred to. */
async function load(
  { reference, as }: Outgoing,
  from: Node,
  { references, options }: Loading,
): Promise<Node | undefined> {
  const uri = references.uriOf(reference, from);
  if (uri === undefined) return undefined;
  if (!references.has(uri)) {
    options.signal?.throwIfAborted();
    try {
      if (references.size > options.maxFiles) throw tooManyFiles(options.maxFiles);
      references.add(await options.load(uri, as), uri);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      references.fail(uri, error);
    }
  }
  const target = references.find(reference, from);
  return 'missing' in target || as === 'text' ? undefined : target;
}

interface Outgoing {
  readonly reference: string;
  readonly as: 'parsed' | 'text';
}

function outgoingOf(visit: Visit): Outgoing[] {
  const { node, kind } = visit;
  const external = kind === 'example' || kind === 'mediaType' ? ownString(node.value, 'externalValue') : undefined;
  const found = [referenceAt(visit), own(node.value, '$dynamicRef'), ...(kind === 'schema' ? mappedUris(node) : [])];
  return [
    ...found
      .filter((reference) => typeof reference === 'string')
      .map((reference) => ({ reference, as: 'parsed' as const })),
    ...(external === undefined ? [] : [{ reference: external, as: 'text' as const }]),
  ];
}

/** What a discriminator maps to, names of components left out. */
function mappedUris(node: Node): unknown[] {
  const discriminator = child(node, 'discriminator');
  const mapping = discriminator === undefined ? undefined : child(discriminator, 'mapping');
  return (mapping === undefined ? [] : entries(mapping))
    .map(([, { value }]) => value)
    .filter((value) => typeof value === 'string' && /[/#]|\.(?:json|ya?ml)$/i.test(value));
}

function tooManyFiles(maxFiles: number): SpecError {
  return new SpecError('LIMIT_EXCEEDED', `The document refers to more than ${maxFiles} files.`, {
    advice: 'Bundle it, or raise the limit.',
  });
}
