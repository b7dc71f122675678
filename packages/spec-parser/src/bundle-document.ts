import type { ApiDocument } from './document.ts';
import { escapeToken, pointerFragment, pointerTokens } from './json-pointer.ts';
import { contextOf } from './loaded-document.ts';
import { child, entries, items, type Node, type SourceFile } from './node.ts';
import { isObject, own, ownString, setOwn } from './plain-object.ts';
import { findMappedSchema } from './reference/find-mapped-schema.ts';
import { type Field, GRAMMAR, type Kind } from './reference/grammar.ts';
import { placeKey, type References } from './reference/references.ts';
import { referenceAt } from './reference/walk.ts';

/**
 * A document with all that it uses of other files folded into it: components of theirs become components of its own.
 * JSON can be made of it. A document of one file is its `source` itself; that of several is a copy, which shares
 * examples and the like with the source, so it must not be written to either. References that lead nowhere stay.
 */
export function bundleDocument(document: ApiDocument): unknown {
  const { root, references } = contextOf(document);
  return references.files.size === 1 ? document.source : new Bundler(root, references).bundle();
}

/** Where components of a kind stand, by the major version of the document; those of other kinds are written in place. */
const SECTIONS: Readonly<Record<'2' | '3', Partial<Record<Kind, readonly string[]>>>> = {
  2: { schema: ['definitions'], parameter: ['parameters'], response: ['responses'] },
  3: {
    schema: ['components', 'schemas'],
    parameter: ['components', 'parameters'],
    response: ['components', 'responses'],
    requestBody: ['components', 'requestBodies'],
    header: ['components', 'headers'],
    example: ['components', 'examples'],
    link: ['components', 'links'],
    callback: ['components', 'callbacks'],
    securityScheme: ['components', 'securitySchemes'],
  },
};

interface Folded {
  readonly target: Node;
  readonly kind: Kind;
  readonly section: readonly string[];
  readonly name: string;
}

class Bundler {
  readonly #root: Node;
  readonly #main: SourceFile;
  readonly #references: References;
  readonly #folded = new Map<string, Folded>();
  readonly #names = new Set<string>();
  /** Places that are being written in place: one within itself stays a reference. */
  readonly #inPlace = new Set<string>();

  constructor(root: Node, references: References) {
    this.#root = root;
    this.#main = root.file;
    this.#references = references;
  }

  bundle(): unknown {
    const bundled = this.#copy(this.#root, 'document') as Record<string, unknown>;
    // Copying a component may fold more of them, which this loop then comes to.
    for (const { target, kind, section, name } of this.#folded.values()) {
      setOwn(sectionOf(bundled, section), name, this.#copy(target, kind));
    }
    return bundled;
  }

  #copy(node: Node, kind: Kind): unknown {
    if (!isObject(node.value)) return node.value;
    const reference = referenceAt({ node, kind });
    if (typeof reference === 'string') return this.#copyReference(node, kind, reference);
    return this.#copyFields(node, kind);
  }

  #copyReference(node: Node, kind: Kind, reference: string): unknown {
    const target = this.#references.find(reference, node);
    if ('missing' in target) return node.value;
    const copy = this.#copyFields(node, kind);
    if (target.file === this.#main) {
      return node.file === this.#main ? copy : { ...copy, $ref: pointerFragment(target.pointer) };
    }
    const section = this.#sectionFor(kind);
    if (section !== undefined) return { ...copy, $ref: this.#fold(target, kind, section) };
    return this.#writeInPlace(copy, target, kind);
  }

  #writeInPlace({ $ref, ...siblings }: Record<string, unknown>, target: Node, kind: Kind): unknown {
    const place = placeKey(target);
    if (this.#inPlace.has(place)) return { $ref, ...siblings };
    this.#inPlace.add(place);
    const copy = this.#copy(target, kind);
    this.#inPlace.delete(place);
    return isObject(copy) ? { ...copy, ...siblings } : copy;
  }

  #sectionFor(kind: Kind): readonly string[] | undefined {
    const { version } = this.#main;
    if (kind === 'pathItem' && (version === '3.1' || version === '3.2')) return ['components', 'pathItems'];
    if (kind === 'mediaType' && version === '3.2') return ['components', 'mediaTypes'];
    return SECTIONS[version === '2.0' ? '2' : '3'][kind];
  }

  /** The reference to a component that holds what stands at a place of another file. */
  #fold(target: Node, kind: Kind, section: readonly string[]): string {
    const key = `${kind} ${placeKey(target)}`;
    const folded = this.#folded.get(key) ?? { target, kind, section, name: this.#freeName(target, section) };
    this.#folded.set(key, folded);
    return `#/${section.join('/')}/${folded.name}`;
  }

  #freeName(target: Node, section: readonly string[]): string {
    const written = pointerTokens(target.pointer).at(-1) ?? fileNameOf(target.file);
    const wanted = written.replaceAll(/[^\w.-]+/g, '_') || 'component';
    const existing = section.reduce<unknown>((value, key) => own(value, key), this.#main.value);
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      const place = `${section.join('/')}/${escapeToken(name)}`;
      if (own(existing, name) !== undefined || this.#names.has(place)) continue;
      this.#names.add(place);
      return name;
    }
  }

  #copyFields(node: Node, kind: Kind): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const [key, field] of entries(node)) {
      setOwn(copy, key, this.#copyField(field, kind === 'callback' ? ['pathItem', 'one'] : GRAMMAR[kind].get(key)));
    }
    if (kind === 'schema' && child(node, 'discriminator') !== undefined) this.#copyMapping(copy, node);
    return kind === 'example' ? this.#withExternalValue(copy, node) : copy;
  }

  #copyField(node: Node, field: Field | undefined): unknown {
    if (field === undefined) return node.value;
    const [kind, arrangement] = field;
    if (Array.isArray(node.value)) {
      return arrangement === 'list' || arrangement === 'oneOrList'
        ? items(node).map((item) => this.#copy(item, kind))
        : node.value;
    }
    if (arrangement === 'one' || arrangement === 'oneOrList' || !isObject(node.value)) return this.#copy(node, kind);
    const copy: Record<string, unknown> = {};
    for (const [key, entry] of entries(node)) setOwn(copy, key, this.#copy(entry, kind));
    return copy;
  }

  #copyMapping(copy: Record<string, unknown>, schema: Node): void {
    const written = own(schema.value, 'discriminator');
    const mapping = own(written, 'mapping');
    if (!isObject(written) || !isObject(mapping)) return;
    const section = this.#sectionFor('schema') ?? [];
    const folded: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(mapping)) {
      const target = findMappedSchema(this.#references, value, schema);
      const isElsewhere = !('missing' in target) && target.file !== this.#main;
      setOwn(folded, name, isElsewhere ? this.#fold(target, 'schema', section) : value);
    }
    copy.discriminator = { ...written, mapping: folded };
  }

  /** The text of the other file in its place. */
  #withExternalValue({ externalValue, ...copy }: Record<string, unknown>, node: Node): Record<string, unknown> {
    const external = ownString(node.value, 'externalValue');
    const found = external === undefined ? undefined : this.#references.find(external, node);
    if (found === undefined || 'missing' in found)
      return externalValue === undefined ? copy : { ...copy, externalValue };
    return { ...copy, value: valueOfText(found.value) };
  }
}

function sectionOf(bundled: Record<string, unknown>, section: readonly string[]): Record<string, unknown> {
  return section.reduce((parent, key) => {
    const below = isObject(parent[key]) ? (parent[key] as Record<string, unknown>) : {};
    parent[key] = below;
    return below;
  }, bundled);
}

function fileNameOf({ uri }: SourceFile): string {
  return uri.slice(uri.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function valueOfText(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
