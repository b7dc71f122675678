import type {
  Operation,
  OperationEntry,
  Parameter,
  RequestBody,
  SecurityScheme,
  Server,
  WebhookEntry,
} from '../model.ts';
import { child, items, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import { PathItem } from './path-item.ts';
import { impliedPathParameters } from './path-parameters.ts';
import { readCallbacks } from './read-callbacks.ts';
import { readContent } from './read-content.ts';
import { nodeAt, pathItemPointer, type ReadContext } from './read-context.ts';
import { readParameter } from './read-parameters.ts';
import { readResponses } from './read-responses.ts';
import { readSecurity } from './read-security.ts';
import { readServers, readSwaggerServers } from './read-servers.ts';
import { readSwaggerBody, readSwaggerParameter } from './read-swagger.ts';

export interface DocumentParts {
  readonly servers: readonly Server[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
}

/**
 * Reads the operation at an entry's pointer, whatever version it is written in.
 *
 * @throws {SpecError} `REFERENCE_UNRESOLVED` or `REFERENCE_LOOP` where a reference outside its schemas leads nowhere.
 * @throws {TypeError} where the entry is not one of this document.
 */
export function readOperation(
  context: ReadContext,
  entry: OperationEntry | WebhookEntry,
  document: DocumentParts,
): Operation {
  const { method, pointer } = entry;
  const path = 'path' in entry ? entry.path : entry.name;
  const node = nodeAt(context, pointer);
  const pathItemNode = nodeAt(context, pathItemPointer(pointer));
  const pathItem = new PathItem(pathItemNode, context.references);
  const nodes = parameterNodes(context, pathItem, node);
  const isRoute = 'path' in entry;
  const declared = nodes.flatMap((parameter) => readAnyParameter(context, parameter) ?? []);
  const implied = isRoute ? impliedPathParameters(context, { path, pathItem: pathItemNode }, declared) : [];
  const tags = own(node.value, 'tags');
  return {
    key: isRoute ? entry.key : `${method} ${path}`,
    method,
    path,
    pointer,
    operationId: ownString(node.value, 'operationId'),
    summary: ownString(node.value, 'summary'),
    description: ownString(node.value, 'description'),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    deprecated: own(node.value, 'deprecated') === true,
    servers: serversOf(context, { node, pathItem }, document.servers),
    parameters: [...declared, ...implied],
    requestBody: context.version === '2.0' ? readSwaggerBody(context, nodes, node) : readBody(context, node),
    responses: readResponses(context, node),
    security: readSecurity(node, context.root, document.securitySchemes),
    callbacks: readCallbacks(context, node),
  };
}

/** Those of the operation, and those of the path item that they do not replace (OpenAPI 3.1 §4.8.9). */
function parameterNodes({ references }: ReadContext, pathItem: PathItem, operation: Node): Node[] {
  const byKey = new Map<string, Node>();
  for (const reference of [...pathItem.parameters, ...items(child(operation, 'parameters'))]) {
    if (!isObject(reference.value)) continue;
    const node = references.resolve(reference);
    byKey.set(parameterKey(node), node);
  }
  return [...byKey.values()];
}

function parameterKey({ value }: Node): string {
  const name = ownString(value, 'name') ?? '';
  const location = own(value, 'in');
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

function readAnyParameter(context: ReadContext, node: Node): Parameter | undefined {
  return node.file.version === '2.0' ? readSwaggerParameter(context, node) : readParameter(context, node);
}

function readBody(context: ReadContext, operation: Node): RequestBody | undefined {
  const reference = child(operation, 'requestBody');
  if (reference === undefined || !isObject(reference.value)) return undefined;
  const node = context.references.resolve(reference);
  return {
    pointer: node.at,
    required: own(node.value, 'required') === true,
    description: ownString(node.value, 'description'),
    content: readContent(context, child(node, 'content')),
  };
}

interface OperationParts {
  readonly node: Node;
  readonly pathItem: PathItem;
}

function serversOf(
  { root, version }: ReadContext,
  { node, pathItem }: OperationParts,
  ofDocument: readonly Server[],
): readonly Server[] {
  if (version === '2.0') {
    const schemes = own(node.value, 'schemes');
    return schemes === undefined ? ofDocument : readSwaggerServers(root, schemes);
  }
  const closest = [child(node, 'servers'), pathItem.field('servers')].map(readServers).find((list) => list.length > 0);
  return closest ?? ofDocument;
}
