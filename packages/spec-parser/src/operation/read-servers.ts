import type { Server, ServerVariable } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { own, ownString } from '../plain-object.ts';

/** The Server Objects of an array, in order (OpenAPI 3.1 §4.8.5). What is no Server Object is left out. */
export function readServers(list: Node | undefined): Server[] {
  return items(list).flatMap((node) => {
    const url = ownString(node.value, 'url');
    const description = ownString(node.value, 'description');
    return url === undefined ? [] : [{ url, description, variables: readVariables(child(node, 'variables')) }];
  });
}

/** What `schemes`, `host` and `basePath` say (OpenAPI 2.0, "Swagger Object"). */
export function readSwaggerServers(root: Node, schemes: unknown = own(root.value, 'schemes')): Server[] {
  const host = ownString(root.value, 'host');
  const basePath = ownString(root.value, 'basePath') ?? '';
  const variables = new Map<string, ServerVariable>();
  if (host === undefined) return basePath === '' ? [] : [{ url: basePath, variables }];
  const known = Array.isArray(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [];
  return (known.length === 0 ? ['https'] : known).map((scheme) => ({
    url: `${scheme}://${host}${basePath.startsWith('/') ? '' : '/'}${basePath}`,
    variables,
  }));
}

function readVariables(node: Node | undefined): ReadonlyMap<string, ServerVariable> {
  const variables = node === undefined ? [] : entries(node);
  return new Map(variables.map(([name, { value }]) => [name, readVariable(value)]));
}

function readVariable(value: unknown): ServerVariable {
  const listed = own(value, 'enum');
  const choices = Array.isArray(listed) ? listed.filter(isScalar).map(String) : undefined;
  const preset = own(value, 'default');
  return { default: isScalar(preset) ? String(preset) : (choices?.[0] ?? ''), enum: choices };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
