import type { Diagnostic } from '../diagnostic.ts';
import { SpecError } from '../errors.ts';
import { escapeToken } from '../json-pointer.ts';
import type { OperationEntry, Server, WebhookEntry } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { References } from '../reference/references.ts';
import { basePathsOf } from './base-paths.ts';
import { PathItem } from './path-item.ts';
import { readServers, readSwaggerServers } from './read-servers.ts';

export interface RouteTable {
  readonly servers: readonly Server[];
  readonly operations: readonly OperationEntry[];
  readonly webhooks: readonly WebhookEntry[];
  /** One for each path or operation that cannot be served. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Lists the operations of a document without reading them. */
export function buildRouteTable(root: Node, references: References): RouteTable {
  const builder = new RouteTableBuilder(root, references);
  builder.addPaths(child(root, 'paths'));
  builder.addWebhooks(child(root, 'webhooks'));
  return builder;
}

class RouteTableBuilder implements RouteTable {
  readonly servers: readonly Server[];
  readonly operations: OperationEntry[] = [];
  readonly webhooks: WebhookEntry[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #root: Node;
  readonly #references: References;
  readonly #basePaths: readonly string[];
  readonly #keys = new Set<string>();

  constructor(root: Node, references: References) {
    this.#root = root;
    this.#references = references;
    const isSwagger = root.file.version === '2.0';
    this.servers = isSwagger ? readSwaggerServers(root) : readServers(child(root, 'servers'));
    this.#basePaths = basePathsOf(this.servers, root.file.uri);
  }

  addPaths(paths: Node | undefined): void {
    for (const [key, node] of paths === undefined ? [] : entries(paths)) {
      if (key.startsWith('x-')) continue;
      if (!key.startsWith('/')) this.#warn(node, 'PATH_WITHOUT_SLASH', noSlash(key));
      this.#addPath(key.startsWith('/') ? key : `/${key}`, node);
    }
  }

  addWebhooks(webhooks: Node | undefined): void {
    for (const [name, node] of webhooks === undefined ? [] : entries(webhooks)) {
      for (const [method, operation] of this.#operationsOf(node, name)) {
        this.webhooks.push({ name, method, pointer: operation.at });
      }
    }
  }

  #addPath(path: string, node: Node): void {
    let basePaths: readonly string[] | undefined;
    for (const [method, operation, pathItem] of this.#operationsOf(node, path)) {
      const key = `${method} ${path}`;
      if (this.#keys.has(key)) {
        this.#warn(operation, 'OPERATION_REPEATED', [`${key} is there twice.`, 'Keep one of the two.']);
        continue;
      }
      this.#keys.add(key);
      basePaths ??= this.#ownBasePaths(pathItem.field('servers')) ?? this.#basePaths;
      const ownBasePaths = this.#ownBasePaths(child(operation, 'servers'));
      this.operations.push(entryOf(operation, { key, method, path, basePaths: ownBasePaths ?? basePaths }));
    }
  }

  #operationsOf(node: Node, name: string): [method: string, operation: Node, pathItem: PathItem][] {
    const pathItem = this.#pathItem(node, name);
    return (pathItem?.operations ?? []).flatMap(([method, operation]) => {
      if (isObject(operation.value)) return [[method, operation, pathItem as PathItem]];
      this.#warn(operation, 'OPERATION_INVALID', notAnObject(`${method} ${name}`, operation.value));
      return [];
    });
  }

  #pathItem(node: Node, name: string): PathItem | undefined {
    if (!isObject(node.value)) {
      this.#warn(node, 'PATH_ITEM_INVALID', notAnObject(name, node.value));
      return undefined;
    }
    try {
      return new PathItem(node, this.#references);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      const { code, message, advice, file, pointer } = error;
      this.diagnostics.push({
        severity: 'warning',
        code,
        message: `${name} is not served. ${message}`,
        advice,
        file,
        pointer,
      });
      return undefined;
    }
  }

  #ownBasePaths(servers: Node | undefined): string[] | undefined {
    const list = readServers(servers);
    return list.length === 0 ? undefined : basePathsOf(list, this.#root.file.uri);
  }

  #warn({ file, pointer }: Node, code: string, [message, advice]: readonly [string, string]): void {
    this.diagnostics.push({ severity: 'warning', code, message, advice, file: file.name, pointer });
  }
}

type Route = Pick<OperationEntry, 'key' | 'method' | 'path' | 'basePaths'>;

function entryOf({ value, at }: Node, route: Route): OperationEntry {
  const tags = own(value, 'tags');
  return {
    ...route,
    pointer: at,
    operationId: ownString(value, 'operationId'),
    summary: ownString(value, 'summary'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    deprecated: own(value, 'deprecated') === true,
  };
}

function noSlash(path: string): readonly [string, string] {
  return [
    `The path \`${path}\` has no leading slash; it is served as \`/${path}\`.`,
    `Write \`/${escapeToken(path)}\`.`,
  ];
}

function notAnObject(name: string, value: unknown): readonly [string, string] {
  const kind = value === null ? 'empty' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  return [`${name} is ${kind}, not an object; it is not served.`, 'Write an object there, or remove it.'];
}
