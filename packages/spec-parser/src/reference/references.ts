import { SpecError, type SpecErrorCode } from '../errors.ts';
import { pointerTokens } from '../json-pointer.ts';
import { child, type Node, rootOf, type SourceFile } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import { absoluteUri, EmbeddedSchemas } from './embedded-schemas.ts';

/** Why a reference leads nowhere. */
export interface DeadEnd {
  readonly code: SpecErrorCode;
  readonly message: string;
  readonly advice: string;
  /** What is missing; the same for all references that miss the same. */
  readonly missing: string;
}

/** The files of a document, and how references lead from one place in them to another. */
export class References {
  readonly #files = new Map<string, SourceFile>();
  readonly #failures = new Map<string, SpecError>();
  readonly #embedded = new EmbeddedSchemas();
  /** By the object that holds the `$ref`. */
  #behind = new Map<unknown, Node | undefined>();
  /** Those that are being looked up: coming back to one is a loop. */
  readonly #pending = new Set<unknown>();
  /** Not yet searched for the schemas that are named in them. */
  readonly #unsearched: SourceFile[] = [];

  get files(): ReadonlySet<SourceFile> {
    return new Set(this.#files.values());
  }

  /** The schemas with names of their own, in all files that are known by now. */
  get embedded(): EmbeddedSchemas {
    for (const file of this.#unsearched.splice(0)) this.#embedded.add(file);
    return this.#embedded;
  }

  /** How many places have been looked at for files, found or not. */
  get size(): number {
    return this.#files.size + this.#failures.size;
  }

  /** @param uri What it was referred to by, where links lead from there to it. */
  add(file: SourceFile, uri: string = file.uri): void {
    this.#behind = new Map();
    this.#unsearched.push(file);
    this.#files.set(uri, this.#files.get(file.uri) ?? file).set(file.uri, this.#files.get(file.uri) ?? file);
    // `$self` (OpenAPI 3.2 §4.1.2): the name by which other documents refer to this one.
    const self = ownString(file.value, '$self');
    const selfUri = self === undefined ? undefined : absoluteUri(self, file.uri);
    if (selfUri !== undefined && !this.#files.has(selfUri)) this.#files.set(selfUri, file);
  }

  /** Remembers why a file cannot be had. */
  fail(uri: string, error: SpecError): void {
    this.#failures.set(uri, error);
  }

  has(uri: string): boolean {
    return this.#files.has(uri) || this.#failures.has(uri) || this.embedded.withUri(uri) !== undefined;
  }

  /**
   * What a node stands for: itself, or what its `$ref` names, or what the `$ref` there names, and so on.
   *
   * @throws {SpecError} `REFERENCE_UNRESOLVED` or `REFERENCE_LOOP`, with the place of the reference.
   */
  resolve(node: Node): Node {
    const trail = new Set<string>();
    let current = node;
    for (let reference = own(node.value, '$ref'); reference !== undefined; reference = own(current.value, '$ref')) {
      const place = placeKey(current);
      if (trail.has(place) || trail.size === MAX_CHAIN) throw loopError(current);
      trail.add(place);
      current = { ...this.target(reference, current), at: node.at };
    }
    return current;
  }

  /** As `resolve`, but undefined where a reference leads nowhere. */
  tryResolve(node: Node): Node | undefined {
    try {
      return this.resolve(node);
    } catch (error) {
      if (error instanceof SpecError) return undefined;
      throw error;
    }
  }

  /**
   * The place that one reference names, without going on from there.
   *
   * @throws {SpecError} `REFERENCE_UNRESOLVED`, with the place of the reference.
   */
  target(reference: unknown, from: Node): Node {
    const found = this.find(reference, from);
    if ('missing' in found) {
      const { code, message, advice } = found;
      throw new SpecError(code, message, { advice, file: from.file.name, pointer: from.pointer });
    }
    return found;
  }

  find(reference: unknown, from: Node): Node | DeadEnd {
    if (typeof reference !== 'string') return notAString(reference, from);
    const [location, fragment] = splitFragment(reference);
    if (location === '' && (fragment === '' || fragment.startsWith('/')) && !from.file.mayNameSchemas) {
      return this.#follow(rootOf(from.file), fragment, reference);
    }
    const resource = this.#resource(location, from);
    if ('missing' in resource) return resource;
    return this.#inResource(resource, fragment, reference);
  }

  /** The URI of the file that a reference needs, without its fragment; undefined where it is not one. */
  uriOf(reference: string, from: Node): string | undefined {
    return absoluteUri(splitFragment(reference)[0], this.embedded.baseUriOf(from));
  }

  #resource(location: string, from: Node): Node | DeadEnd {
    const baseUri = this.embedded.baseUriOf(from);
    if (location === '') return this.embedded.withUri(baseUri) ?? rootOf(from.file);
    const uri = absoluteUri(location, baseUri);
    if (uri === undefined) return notAUri(location);
    const schema = this.embedded.withUri(uri);
    if (schema !== undefined) return schema;
    // A schema's `$id` may name a place on the network while its file and those beside it are on disk.
    const beside = absoluteUri(location, from.file.uri) ?? uri;
    const file = this.#files.get(uri) ?? this.#files.get(beside);
    if (file !== undefined) return rootOf(file);
    return notLoaded(uri, this.#failures.get(uri) ?? this.#failures.get(beside));
  }

  #inResource(resource: Node, fragment: string, reference: string): Node | DeadEnd {
    if (fragment === '' || fragment.startsWith('/')) {
      const found = this.#follow(resource, fragment, reference);
      if (!('missing' in found) || resource.pointer === '') return found;
      // Documents in use give a component an `$id` and still write `#/components/…` in it, meaning the document.
      const fromRoot = this.#follow(rootOf(resource.file), fragment, reference);
      return 'missing' in fromRoot ? found : fromRoot;
    }
    const anchor = decodeFragment(fragment);
    const named = this.embedded.withAnchor(this.embedded.baseUriOf(resource), anchor);
    return named ?? noAnchor(reference, resource);
  }

  /** Walks a JSON Pointer, and where it meets a reference on the way, goes on behind it. */
  #follow(root: Node, fragment: string, reference: string): Node | DeadEnd {
    let current = root;
    for (const token of pointerTokens(decodeFragment(fragment))) {
      const next = child(current, token) ?? this.#behindReference(current, token);
      if (next === undefined) return noSuchKey(reference, current, token);
      current = next;
    }
    return { ...current, at: current.pointer };
  }

  /** What a reference in the way of a pointer leads to is looked up once: each may have others in its own way. */
  #behindReference({ value, ...place }: Node, token: string): Node | undefined {
    if (!isObject(value) || !Object.hasOwn(value, '$ref')) return undefined;
    if (!this.#behind.has(value) && this.#pending.size < MAX_CHAIN && !this.#pending.has(value)) {
      this.#pending.add(value);
      this.#behind.set(value, this.tryResolve({ value, ...place }));
      this.#pending.delete(value);
    }
    const target = this.#behind.get(value);
    return target === undefined ? undefined : child(target, token);
  }
}

/** The most references that may follow one another: documents in use have no more than a few. */
export const MAX_CHAIN = 32;

/** Identifies a place in all files of a document. */
export function placeKey(node: Node): string {
  return `${node.file.uri}#${node.pointer}`;
}

/** Why the chain of references that begins at a node has no end, or none that is looked for. */
export function loopReason(node: Node): Omit<DeadEnd, 'missing'> {
  return {
    code: 'REFERENCE_LOOP',
    message: `The reference ${quoted(own(node.value, '$ref'))} leads back to itself, or through too many others.`,
    advice: 'Write the object itself at one of the places that only refer to each other.',
  };
}

function loopError(node: Node): SpecError {
  const { code, message, advice } = loopReason(node);
  return new SpecError(code, message, { advice, file: node.file.name, pointer: node.pointer });
}

function splitFragment(reference: string): [string, string] {
  const hash = reference.indexOf('#');
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

/** Percent-escapes decoded; as it is where they are broken, since the key may be written so. */
function decodeFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : `${JSON.stringify(value)}`;
}

function notAString(reference: unknown, from: Node): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `\`$ref\` is ${quoted(reference)}, not a string.`,
    advice: 'Write a reference such as `#/components/schemas/Name`.',
    missing: `${placeKey(from)}/$ref`,
  };
}

function notAUri(location: string): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `The reference ${quoted(location)} is not a URI.`,
    advice: 'Write a path relative to this file, a URL, or `#/…` for a place in this file.',
    missing: location,
  };
}

function notLoaded(uri: string, failure: SpecError | undefined): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: failure?.message ?? `The file ${quoted(uri)} was not loaded.`,
    advice: failure?.advice ?? 'Refer to it where the specification allows a reference.',
    missing: uri,
  };
}

function noSuchKey(reference: string, parent: Node, token: string): DeadEnd {
  const where = parent.pointer === '' ? 'at the top of the document' : `in \`${parent.pointer}\``;
  const isEmpty = parent.value === null || parent.value === undefined;
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `The reference ${quoted(reference)} leads nowhere: there is no \`${token}\` ${where}${isEmpty ? ', which is empty' : ''}.`,
    advice: 'Correct the reference, or add what it names.',
    missing: isEmpty ? placeKey(parent) : `${placeKey(parent)}/${token}`,
  };
}

function noAnchor(reference: string, resource: Node): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `The reference ${quoted(reference)} leads nowhere: no schema there has that \`$anchor\`.`,
    advice: 'Write `#/…` for a JSON Pointer, or add the `$anchor`.',
    missing: `${placeKey(resource)}:${reference}`,
  };
}
