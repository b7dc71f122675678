import type { OperationEntry } from '@mockloop/spec-parser';
import { action, ancestorsOf, type Inferred, none, type Place } from './found-action.ts';
import { itemAction } from './item-action.ts';
import { listAction } from './list-action.ts';
import { shapeOfPath } from './path-shape.ts';
import type { StorageAction } from './storage-action.ts';
import type { StorageModel } from './storage-model.ts';

/** Says what an operation does to what is stored. */
export function inferAction(
  entry: OperationEntry,
  model: StorageModel,
  { isCorrected = true }: { readonly isCorrected?: boolean } = {},
): StorageAction {
  const shape = shapeOfPath(entry.path);
  const node = shape && model.index.nodes.get(shape.key);
  const facts = model.facts(entry);
  if (shape === undefined || node === undefined) return none('it shares its path with other operations');
  if (facts === undefined) return none('it cannot be read from the document');
  const place: Place = { entry, shape, node, facts, model };
  const found = (isCorrected ? correctedAction(place) : undefined) ?? itemAction(place) ?? listAction(place);
  if (found !== undefined && (found.collection === undefined || model.isStored(found.collection) || found.isCorrected))
    return found;
  return {
    ...none(found === undefined ? 'its path names no collection' : whyNotStored(found, model)),
    ancestors: ancestorsOf(place),
  };
}

function correctedAction(place: Place): Inferred | undefined {
  const { model, entry, shape, node } = place;
  const correction = model.corrections.operations.get(entry);
  if (correction === undefined) return undefined;
  const collection = correction.collection === undefined ? undefined : model.collectionNamed(correction.collection);
  if (correction.action === 'none' || collection === undefined)
    return { ...none('mockloop.json says so'), ancestors: ancestorsOf(place) };
  const isItem = shape.segments.at(-1)?.kind === 'parameter';
  const binding = model.bind(shape, collection, isItem ? collection : undefined);
  return action(correction.action, {
    place,
    collection,
    binding,
    why: 'mockloop.json says so',
    node,
    isCorrected: true,
  });
}

function whyNotStored({ collection }: StorageAction, model: StorageModel): string {
  if (collection !== undefined && model.corrections.disabled.has(collection.name))
    return `mockloop.json switches "${collection.name}" off`;
  return 'nothing that is stored here could be seen';
}
