import type { Place } from '../document.ts';
import { SpecError } from '../errors.ts';
import { escapeToken, pointerTokens } from '../json-pointer.ts';
import type { JsonSchema, SchemaUri } from '../model.ts';
import { child, type Node } from '../node.ts';
import { isObject, own } from '../plain-object.ts';
import { findMappedSchema } from '../reference/find-mapped-schema.ts';
import { placeKey, type References } from '../reference/references.ts';
import { convertSchema, type SchemaLinks } from './convert-schema.ts';
import { dialectOf } from './dialect.ts';

/** What `$dynamicRef` means on the way from where validation began: names of dynamic anchors and where they lead. */
type DynamicScope = ReadonlyMap<string, Node>;

const NO_SCOPE: DynamicScope = new Map();

interface Registered {
  readonly node: Node;
  readonly scope: DynamicScope;
  schema?: JsonSchema;
}

/** Gives schemas their URIs, and converts them when they are asked for. */
export class SchemaRegistry {
  readonly #references: References;
  readonly #registered: Registered[] = [];
  readonly #uris = new Map<string, SchemaUri>();

  constructor(references: References) {
    this.#references = references;
  }

  /** The URI of the schema at a node, or of the one that it only refers to. */
  uriOf(node: Node): SchemaUri {
    return this.#uriIn(node, NO_SCOPE);
  }

  /** The URI of a schema that the document implies but does not hold. */
  madeUp(name: string, node: Node, schema: JsonSchema): SchemaUri {
    return this.#register(`${placeKey(node)} ${name}`, { node, scope: NO_SCOPE, schema });
  }

  /** @throws {SpecError} where a reference in it leads nowhere. */
  schema(uri: SchemaUri): JsonSchema {
    const registered = this.#find(uri);
    registered.schema ??= convertSchema(registered.node, this.#linksIn(registered.scope));
    return registered.schema;
  }

  /** @param pointer Into the converted schema; followed as far as the source has the same keywords. */
  placeOf(uri: SchemaUri, pointer = ''): Place {
    let { node } = this.#find(uri);
    for (const token of pointerTokens(pointer)) node = child(node, token) ?? node;
    return { file: node.file.name, pointer: node.pointer };
  }

  #find(uri: SchemaUri): Registered {
    const registered = this.#registered[Number(/^schema:(\d+)$/.exec(uri)?.[1])];
    if (registered === undefined) throw new TypeError(`${uri} is not a schema of this document.`);
    return registered;
  }

  #register(key: string, registered: Registered): SchemaUri {
    const known = this.#uris.get(key);
    if (known !== undefined) return known;
    const uri = `schema:${this.#registered.push(registered) - 1}`;
    this.#uris.set(key, uri);
    return uri;
  }

  #uriIn(node: Node, scope: DynamicScope): SchemaUri {
    const target = this.#throughReferences(node);
    const entered = this.#enter(target, scope);
    const bindings = [...entered].map(([name, anchor]) => `${escapeToken(name)}=${placeKey(anchor)}`);
    return this.#register([placeKey(target), ...bindings].join(' '), { node: target, scope: entered });
  }

  /** Past schemas that say nothing but `$ref`. One whose reference leads nowhere stays: converting it says so. */
  #throughReferences(node: Node): Node {
    if (!isOnlyReference(node)) return node;
    const target = this.#references.tryResolve(node);
    return target === undefined || !isSchema(target) ? node : target;
  }

  /** The scope within a schema's resource: anchors that were met earlier on the way keep their meaning. */
  #enter(node: Node, scope: DynamicScope): DynamicScope {
    const anchors = this.#references.embedded.dynamicAnchorsAround(node);
    const added = anchors === undefined ? [] : [...anchors].filter(([name]) => !scope.has(name));
    return added.length === 0 ? scope : new Map([...scope, ...added]);
  }

  #linksIn(scope: DynamicScope): SchemaLinks {
    const follow = (reference: unknown, from: Node): SchemaUri => {
      const target = this.#references.target(reference, from);
      if (!isSchema(target)) throw notASchema(reference, from);
      // Follows the whole chain, so that one that ends in itself is an error here and not a riddle later.
      if (isOnlyReference(target)) this.#references.resolve(target);
      return this.#uriIn(target, scope);
    };
    return {
      follow,
      followDynamic: (reference, from) => {
        const target = this.#references.target(reference, from);
        const name = own(target.value, '$dynamicAnchor');
        const bound = typeof name === 'string' ? scope.get(name) : undefined;
        return bound === undefined ? follow(reference, from) : this.#uriIn(bound, scope);
      },
      followMapped: (value, from) => {
        const target = findMappedSchema(this.#references, value, from);
        return 'missing' in target || !isSchema(target) ? undefined : this.#uriIn(target, scope);
      },
    };
  }
}

function isSchema({ value }: Node): boolean {
  return isObject(value) || typeof value === 'boolean';
}

function isOnlyReference(node: Node): boolean {
  const { value } = node;
  if (!isObject(value) || typeof own(value, '$ref') !== 'string') return false;
  const { keepsReferenceSiblings, nullable } = dialectOf(node);
  if (keepsReferenceSiblings) return Object.keys(value).length === 1;
  return nullable === undefined || own(value, nullable) !== true;
}

function notASchema(reference: unknown, from: Node): SpecError {
  const message = `The reference \`${String(reference)}\` leads to something that is not a schema.`;
  return new SpecError('REFERENCE_UNRESOLVED', message, {
    advice: 'Refer to an object, or to `true` or `false`.',
    file: from.file.name,
    pointer: from.pointer,
  });
}
