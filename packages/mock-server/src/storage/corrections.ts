import { type ApiDocument, escapeToken, type OperationEntry } from '@mockloop/spec-parser';
import type { BodyPath } from './locate.ts';
import type { ActionKind } from './storage-action.ts';
import { StorageModel } from './storage-model.ts';
import type {
  CollectionCorrection,
  OperationCorrection,
  SettingsProblem,
  StorageSettings,
} from './storage-settings.ts';
import { suggestNames } from './suggest-names.ts';

/** What `mockloop.json` says of a model, with its names looked up. */
export interface ResolvedCorrections {
  /** By the name that was inferred. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of collections that are not kept. */
  readonly disabled: ReadonlySet<string>;
  /** By the name of the collection. */
  readonly idPaths: ReadonlyMap<string, BodyPath>;
  readonly operations: ReadonlyMap<OperationEntry, ResolvedOperation>;
}

interface ResolvedOperation {
  readonly action: ActionKind;
  readonly collection?: string | undefined;
}

export const NO_CORRECTIONS: ResolvedCorrections = {
  names: new Map(),
  disabled: new Set(),
  idPaths: new Map(),
  operations: new Map(),
};

const ACTIONS: readonly ActionKind[] = [
  'create',
  'read',
  'list',
  'update',
  'replace',
  'delete',
  'clear',
  'act',
  'none',
];

/** Looks up what corrections name. Problems are added to `problems`; what has one is left out. */
export function resolveCorrections(
  document: ApiDocument,
  { collections = {}, operations = {} }: StorageSettings,
  problems: SettingsProblem[],
): ResolvedCorrections {
  const inferred = new StorageModel(document, NO_CORRECTIONS);
  const known = [...inferred.collections().keys()];
  const resolved = {
    names: new Map<string, string>(),
    disabled: new Set<string>(),
    idPaths: new Map<string, BodyPath>(),
  };
  for (const [name, correction] of entriesOf(collections)) {
    const pointer = `/collections/${escapeToken(name)}`;
    if (known.includes(name)) correctCollection({ name, correction, pointer, known }, resolved, problems);
    else
      problems.push({
        pointer,
        detail: `The document has no collection ${JSON.stringify(name)}. ${suggestNames(name, known)}`,
      });
  }
  const names = known.map((name) => resolved.names.get(name) ?? name);
  return { ...resolved, operations: resolveOperations(document, { operations, names }, problems) };
}

interface NamedCorrection {
  readonly name: string;
  readonly correction: CollectionCorrection;
  readonly pointer: string;
  readonly known: readonly string[];
}

function correctCollection(
  { name, correction, pointer, known }: NamedCorrection,
  resolved: { names: Map<string, string>; disabled: Set<string>; idPaths: Map<string, BodyPath> },
  problems: SettingsProblem[],
): void {
  const { name: renamed, id, enabled } = correction;
  const called = renamed ?? name;
  const taken = [...known.filter((one) => one !== name), ...resolved.names.values()];
  if (
    renamed !== undefined &&
    (typeof renamed !== 'string' || renamed === '' || renamed.includes('\n') || taken.includes(renamed))
  )
    problems.push({
      pointer: `${pointer}/name`,
      detail: 'This is the name of another collection, or none. Choose a text that is free.',
    });
  else if (renamed !== undefined) resolved.names.set(name, renamed);
  if (id !== undefined && (typeof id !== 'string' || id === ''))
    problems.push({
      pointer: `${pointer}/id`,
      detail: 'Name the member that holds the id, or give a JSON Pointer to it: "tag", "/metadata/name".',
    });
  else if (id !== undefined) resolved.idPaths.set(called, pathOf(id));
  if (enabled !== undefined && typeof enabled !== 'boolean')
    problems.push({ pointer: `${pointer}/enabled`, detail: 'Expected true or false.' });
  else if (enabled === false) resolved.disabled.add(called);
  for (const key of Object.keys(correction)) {
    if (!['name', 'id', 'enabled'].includes(key))
      problems.push({
        pointer: `${pointer}/${escapeToken(key)}`,
        detail: 'A collection has "name", "id" and "enabled". Remove this.',
      });
  }
}

function resolveOperations(
  document: ApiDocument,
  { operations, names }: { operations: Readonly<Record<string, OperationCorrection>>; names: readonly string[] },
  problems: SettingsProblem[],
): ReadonlyMap<OperationEntry, ResolvedOperation> {
  const resolved = new Map<OperationEntry, ResolvedOperation>();
  const keys = document.operations.flatMap(({ operationId, key }) =>
    operationId === undefined ? [key] : [operationId, key],
  );
  for (const [name, { action, collection }] of entriesOf(operations)) {
    const pointer = `/operations/${escapeToken(name)}`;
    const entry = document.operations.find(({ operationId, key }) => operationId === name || key === name);
    const before = problems.length;
    if (entry === undefined)
      problems.push({
        pointer,
        detail: `The document has no operation ${JSON.stringify(name)}. ${suggestNames(name, keys)}`,
      });
    if (!ACTIONS.includes(action))
      problems.push({ pointer: `${pointer}/action`, detail: `Expected one of ${ACTIONS.join(', ')}.` });
    if (action !== 'none' && (collection === undefined || !names.includes(collection)))
      problems.push({
        pointer: `${pointer}/collection`,
        detail: `Name a collection. ${suggestNames(collection ?? '', names)}`,
      });
    if (entry !== undefined && problems.length === before) resolved.set(entry, { action, collection });
  }
  return resolved;
}

/** A member's name, or a JSON Pointer (RFC 6901). */
function pathOf(id: string): BodyPath {
  if (!id.startsWith('/')) return [id];
  return id
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Own members that are objects; everything else is an object without members. */
function entriesOf<T extends object>(map: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(map).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? value : ({} as T),
  ]);
}
