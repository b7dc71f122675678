import type { Link, ResponseObject } from '../model.ts';
import { child, entries, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import { readContent, readHeaders } from './read-content.ts';
import type { ReadContext } from './read-context.ts';
import { readSwaggerContent } from './read-swagger.ts';

/**
 * The responses of an operation, those left out whose key is no status.
 *
 * @throws {SpecError} where a reference outside their schemas leads nowhere.
 */
export function readResponses(context: ReadContext, operation: Node): ResponseObject[] {
  const responses = child(operation, 'responses');
  return (responses === undefined ? [] : entries(responses)).flatMap(([key, reference]) => {
    const status = statusOf(key);
    if (status === undefined || !isObject(reference.value)) return [];
    const node = context.references.resolve(reference);
    const isSwagger = node.file.version === '2.0';
    return {
      status,
      pointer: node.at,
      description: ownString(node.value, 'description'),
      headers: readHeaders(context, child(node, 'headers')),
      content: isSwagger ? readSwaggerContent(context, node, operation) : readContent(context, child(node, 'content')),
      links: readLinks(context, child(node, 'links')),
    };
  });
}

/** `200`, `2XX` or `default`; undefined for what is none of these (OpenAPI 3.1 §4.8.16). */
export function statusOf(key: string): string | undefined {
  if (key === 'default') return key;
  return /^[1-5](?:\d\d|XX)$/i.test(key) ? key.toUpperCase() : undefined;
}

/** Those whose reference leads nowhere are left out: a response can do without. */
function readLinks({ references }: ReadContext, links: Node | undefined): Link[] {
  return (links === undefined ? [] : entries(links)).flatMap(([name, reference]) => {
    const node = references.tryResolve(reference);
    if (node === undefined || !isObject(node.value)) return [];
    const parameters = own(node.value, 'parameters');
    return {
      name,
      pointer: node.at,
      operationId: ownString(node.value, 'operationId'),
      operationRef: ownString(node.value, 'operationRef'),
      parameters: new Map(isObject(parameters) ? Object.entries(parameters) : []),
      requestBody: own(node.value, 'requestBody'),
      description: ownString(node.value, 'description'),
    };
  });
}
