import { containedPositions } from '../generate/contained-positions.ts';
import type { Node } from '../generate/graph.ts';
import { keyOf } from '../validate/sets.ts';
import { COST, type Repaired, type RepairRun, sizeOf } from './repair-run.ts';
import type { Repairer } from './repairer.ts';

interface Place {
  readonly node: Node;
  readonly run: RepairRun;
  readonly pointer: string;
  readonly name: string;
}

/** Brings the items of an array into order, leaves out what is too much, and adds what is lacking. */
export function repairArray(repairer: Repairer, items: readonly unknown[], place: Place): Repaired {
  const { node, run, pointer, name } = place;
  const { shape } = node;
  const made: unknown[] = [];
  let cost = 0;
  for (const [index, item] of items.entries()) {
    const itemNode = repairer.graph.item(node, made.length);
    if (itemNode.shape.never !== undefined || made.length >= shape.maxItems) {
      cost += sizeOf(item);
      continue;
    }
    const repaired = repairer.repair(item, { node: itemNode, run, pointer: `${pointer}/${index}`, name });
    made.push(repaired.value);
    cost += repaired.cost;
  }
  const distinct = shape.uniqueItems ? withoutRepeated(made) : made;
  cost += made.length - distinct.length;
  const lacking = addLacking(repairer, distinct, place);
  return { value: distinct, cost: cost + lacking * COST.added };
}

function withoutRepeated(items: readonly unknown[]): unknown[] {
  const keys = items.map(keyOf);
  const first = new Map<unknown, number>();
  for (const [index, key] of keys.entries()) if (!first.has(key)) first.set(key, index);
  return items.filter((_, index) => first.get(keys[index]) === index);
}

/** Adds items to a list: those that `contains` asks for where none is given, and as many as it takes. Returns how many. */
function addLacking(repairer: Repairer, items: unknown[], place: Place): number {
  const before = items.length;
  for (const [, contained] of containedPositions(repairer.graph, place.node)) {
    const isContained = items.some((item) => repairer.isValidPart(contained, item));
    if (!isContained)
      addItem(repairer, items, { ...place, node: repairer.graph.itemContained(place.node, items.length, contained) });
  }
  const { minItems } = place.node.shape;
  while (items.length < minItems && items.length - before < MAX_ADDED)
    if (!addItem(repairer, items, { ...place, node: repairer.graph.item(place.node, items.length) })) break;
  return items.length - before;
}

const MAX_ADDED = 1_000;
/** So often is another item tried where it is to differ from those before. */
const MAX_TRIES = 30;

function addItem(repairer: Repairer, items: unknown[], { node, run, pointer, name }: Place): boolean {
  const keys = new Set(items.map(keyOf));
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const item = repairer.generate(node, { name, pointer: `${pointer}/${items.length}`, run, attempt });
    const isTaken = keys.has(keyOf(item));
    if (isTaken && attempt < MAX_TRIES - 1) continue;
    items.push(item);
    return !isTaken;
  }
  return false;
}
