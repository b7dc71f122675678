import type { FieldRules, VolatileRule } from './field-rules.ts';
import { formOf, type JsonType, typeOf } from './form-of.ts';
import { descend, type PathPosition, valueAt } from './path-tree.ts';

/** A value of a body, with what the rules say of it. What is ignored is absent. */
export interface AnswerNode {
  readonly type: JsonType;
  readonly value: unknown;
  /** The same for values that are the same but for what does not count. */
  readonly id: number;
  readonly members?: ReadonlyMap<string, AnswerNode>;
  readonly items?: readonly AnswerItem[];
  readonly volatile?: VolatileRule;
  /** Relative, of this place alone. */
  readonly tolerance?: number;
  /** It holds something that was not looked into. */
  readonly isCut?: true;
}

export interface AnswerItem {
  /** In the array as it came. */
  readonly index: number;
  readonly node: AnswerNode;
}

/** Deeper values are not looked into. */
const MAX_DEPTH = 100;

/** Numbers what is the same with the same number, and ends after so many values. */
export interface NodeBudget {
  readonly ids: Map<string, number>;
  left: number;
  /** Something was too deep, or too much. */
  exceeded: boolean;
}

export interface NodeRules extends Pick<FieldRules, 'names'> {
  readonly budget: NodeBudget;
  /** The order of arrays counts. */
  readonly strict: boolean;
}

interface Positions {
  readonly ignored: PathPosition<true>;
  readonly volatile: PathPosition<VolatileRule>;
  readonly tolerance: PathPosition<number>;
}

/** Reads a body once. Bodies that share a budget can be compared. */
export function answerNode(value: unknown, rules: FieldRules, options: Omit<NodeRules, 'names'>): AnswerNode {
  const root: Positions = {
    ignored: [rules.ignoredIn(value)],
    volatile: [rules.volatile],
    tolerance: [rules.tolerances],
  };
  return nodeOf(value, root, { names: rules.names, ...options, depth: 0 });
}

interface Reading extends NodeRules {
  readonly depth: number;
}

function nodeOf(value: unknown, positions: Positions, reading: Reading): AnswerNode {
  const { budget } = reading;
  const type = typeOf(value);
  const volatile = valueAt(positions.volatile);
  const tolerance = valueAt(positions.tolerance);
  const marks = { ...(volatile && { volatile }), ...(tolerance !== undefined && { tolerance }) };
  budget.left -= 1;
  if (volatile !== undefined) return { type, value, id: idOf(budget, `v${formOf(value)}`), ...marks };
  if (type === 'null') return { type, value: null, id: idOf(budget, type), ...marks };
  if (type !== 'array' && type !== 'object') return { type, value, id: idOf(budget, JSON.stringify(value)), ...marks };
  const deeper = { ...reading, depth: reading.depth + 1 };
  const inside = reading.depth < MAX_DEPTH ? read(value as object, positions, deeper) : undefined;
  if (inside !== undefined && budget.left > 0) return { type, value, ...marks, ...inside };
  budget.exceeded = true;
  return { type, value, id: idOf(budget, `cut ${type}`), ...marks, isCut: true };
}

type Inside = Pick<AnswerNode, 'id' | 'items' | 'members' | 'isCut'>;

function read(value: object, positions: Positions, reading: Reading): Inside {
  return Array.isArray(value) ? readItems(value, positions, reading) : readMembers(value, positions, reading);
}

function readItems(array: readonly unknown[], positions: Positions, reading: Reading): Inside {
  const items: AnswerItem[] = [];
  for (const [index, value] of array.entries()) {
    if (reading.budget.left <= 0) break;
    const inside = inner(positions, String(index));
    if (valueAt(inside.ignored) === undefined) items.push({ index, node: nodeOf(value, inside, reading) });
  }
  const ids = items.map(({ node }) => node.id);
  if (!reading.strict) ids.sort((a, b) => a - b);
  return { items, id: idOf(reading.budget, `[${ids.join()}`), ...cutBy(items.map(({ node }) => node)) };
}

function readMembers(object: object, positions: Positions, reading: Reading): Inside {
  const members = new Map<string, AnswerNode>();
  for (const [name, value] of Object.entries(object)) {
    if (reading.budget.left <= 0) break;
    if (value === undefined || reading.names.has(name)) continue;
    const inside = inner(positions, name);
    if (valueAt(inside.ignored) === undefined) members.set(name, nodeOf(value, inside, reading));
  }
  const pairs = [...members].map(([name, { id }]) => `${JSON.stringify(name)}:${id}`).toSorted();
  return { members, id: idOf(reading.budget, `{${pairs.join()}`), ...cutBy([...members.values()]) };
}

function cutBy(nodes: readonly AnswerNode[]): Pick<AnswerNode, 'isCut'> {
  return nodes.some(({ isCut }) => isCut) ? { isCut: true } : {};
}

function inner({ ignored, volatile, tolerance }: Positions, name: string): Positions {
  return {
    ignored: descend(ignored, name),
    volatile: descend(volatile, name),
    tolerance: descend(tolerance, name),
  };
}

function idOf({ ids }: NodeBudget, key: string): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}
