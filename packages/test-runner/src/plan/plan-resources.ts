import { describeStorage } from '@mockloop/mock-server/describe-storage';
import { type ApiDocument, parseTemplateExpression } from '@mockloop/spec-parser';
import type { Resource, Role } from '../model/test-plan.ts';
import { listParameters } from './list-parameters.ts';

/** What an API keeps, and what its operations do to it. */
export interface PlannedResources {
  readonly resources: readonly Resource[];
  /** By key of the operation. */
  readonly roles: ReadonlyMap<string, { readonly role: Role; readonly resource: string }>;
  /** Keys of operations that delete all that a collection holds. */
  readonly clearing: ReadonlySet<string>;
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['create', 'create'],
  ['list', 'list'],
  ['read', 'read'],
  ['replace', 'replace'],
  ['update', 'update'],
  ['delete', 'delete'],
]);

/** Concludes from a document what its API keeps, as a stateful mock of it would. */
export async function planResources(document: ApiDocument): Promise<PlannedResources> {
  const { collections, operations } = await describeStorage(document);
  const acting = operations.flatMap(({ operation, action, collection }) => {
    const role = ROLES.get(action);
    return role === undefined || collection === undefined ? [] : [{ operation, role, resource: collection }];
  });
  const resources = collections
    .filter(({ is_singleton: isSingleton }) => !isSingleton)
    .map((collection): Resource => {
      const own = acting.filter(({ resource }) => resource === collection.name);
      const byRole = operationsByRole(own, collection);
      const list = operations.find(({ operation }) => operation === byRole.list);
      return {
        name: collection.name,
        collection_path: collection.path,
        item_path: collection.item_path,
        id_parameter: lastParameter(collection.item_path),
        id_pointer: collection.id.find((pointer) => pointer !== '?'),
        set_by_server: collection.set_by_server,
        operations: byRole,
        list_parameters: listParameters(list?.parameters),
      };
    });
  return {
    resources,
    roles: new Map(acting.map(({ operation, role, resource }) => [operation, { role, resource }])),
    clearing: new Set(operations.filter(({ action }) => action === 'clear').map(({ operation }) => operation)),
  };
}

interface Acting {
  readonly operation: string;
  readonly role: Role;
}

/** One for each role; the one at the collection's own path comes before others. */
function operationsByRole(
  acting: readonly Acting[],
  paths: { readonly path?: string | undefined; readonly item_path?: string | undefined },
): Partial<Record<Role, string>> {
  const found = new Map<Role, string>();
  const isOwn = ({ operation }: Acting): boolean =>
    [paths.path, paths.item_path].includes(operation.slice(operation.indexOf(' ') + 1));
  for (const one of [...acting.filter(isOwn), ...acting.filter((other) => !isOwn(other))])
    if (!found.has(one.role)) found.set(one.role, one.operation);
  return Object.fromEntries(found);
}

function lastParameter(path: string | undefined): string | undefined {
  const expression = [...(path ?? '').matchAll(/\{([^}]*)\}/g)].at(-1)?.[1];
  return expression === undefined ? undefined : parseTemplateExpression(expression).name;
}
