import type { Direction } from '../types.ts';
import type { Keywords, Schema } from './keywords.ts';
import type { SchemaReader } from './schema-reader.ts';

/** Whether `readOnly` or `writeOnly` holds for a property. */
export interface Access {
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

const open: Access = { readOnly: false, writeOnly: false };

/** How a property may be used, by the schemas that hold for its object, through `$ref` and `allOf`. */
export function accessOfProperty(name: string, owners: readonly Schema[], read: SchemaReader): Access {
  const found = conjuncts(owners, read).flatMap(({ properties }) =>
    properties !== undefined && Object.hasOwn(properties, name) ? [properties[name] ?? true] : [],
  );
  return accessOf(found, read);
}

/** Whether a property with this access has no place in a message of that direction. */
export function isHidden(access: Access, direction: Direction): boolean {
  return direction === 'request' ? access.readOnly : access.writeOnly;
}

function accessOf(schemas: readonly Schema[], read: SchemaReader): Access {
  return conjuncts(schemas, read).reduce(
    (access, { readOnly, writeOnly }) => ({
      readOnly: access.readOnly || readOnly === true,
      writeOnly: access.writeOnly || writeOnly === true,
    }),
    open,
  );
}

/** All schemas that hold together: those given, what they refer to, and what they combine by `allOf`. */
function conjuncts(schemas: readonly Schema[], read: SchemaReader): readonly Keywords[] {
  const found = new Set<Keywords>();
  const queue = [...schemas];
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    if (typeof schema === 'boolean' || found.has(schema)) continue;
    found.add(schema);
    if (schema.$ref !== undefined) queue.push(read(schema.$ref));
    if (schema.allOf !== undefined) queue.push(...schema.allOf);
  }
  return [...found];
}
