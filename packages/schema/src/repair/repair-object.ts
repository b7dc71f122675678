import { escapeToken } from '../escape-token.ts';
import { fits } from '../generate/fits.ts';
import type { Node } from '../generate/graph.ts';
import { setOwn } from '../generate/set-own.ts';
import { nearestText } from './nearest-text.ts';
import { COST, costAt, type Repaired, type RepairRun, sizeOf } from './repair-run.ts';
import type { Repairer } from './repairer.ts';

/** Where an object stands and what it has come to. */
interface State {
  readonly repairer: Repairer;
  readonly node: Node;
  readonly run: RepairRun;
  readonly pointer: string;
  readonly made: Map<string, unknown>;
  cost: number;
}

/** Gives an object the members that it lacks, and brings those into order that it has. */
export function repairObject(
  repairer: Repairer,
  value: object,
  { node, run, pointer }: { node: Node; run: RepairRun; pointer: string },
): Repaired {
  const state: State = { repairer, node, run, pointer, made: new Map(), cost: 0 };
  const misplaced = Object.entries(value).filter(([name, member]) => !keepMember(state, name, member));
  for (const [name, member] of misplaced) moveMember(state, name, member);
  addRequired(state);
  addDependent(state);
  removeSurplus(state);
  addUntilEnough(state);
  const made: Record<string, unknown> = {};
  for (const [name, member] of state.made) setOwn(made, name, member);
  return { value: made, cost: state.cost };
}

/** @returns `false` for a member that may not be there, or whose name looks like a slip. */
function keepMember(state: State, name: string, member: unknown): boolean {
  const { repairer, node, run, pointer, made } = state;
  const property = repairer.graph.anyProperty(node, name);
  if (property.shape.never !== undefined || !isNameAllowed(state, name)) return false;
  if (!node.shape.properties.has(name) && missingLike(state, name) !== undefined) return false;
  const repaired = repairer.repair(member, { node: property, run, pointer: `${pointer}/${escapeToken(name)}`, name });
  // What has no place in this message is tolerated while it is valid.
  if (repaired.cost > 0 && repairer.graph.isHidden(property)) state.cost += COST.adjusted;
  else {
    made.set(name, repaired.value);
    state.cost += repaired.cost;
  }
  return true;
}

function isNameAllowed({ repairer, node }: State, name: string): boolean {
  if (node.shape.propertyNames.length === 0) return true;
  return fits(name, repairer.graph.name(node).shape, repairer.patternFor);
}

/** The required member that a name was meant for. */
function missingLike(state: State, name: string): string | undefined {
  return nearestText(name, missing(state));
}

/** A member goes to where its name was meant to lead, or else away. */
function moveMember(state: State, name: string, member: unknown): void {
  const { repairer, node, run, pointer, made } = state;
  const target = missingLike(state, name) ?? nearestText(name, vacant(state));
  state.cost += COST.adjusted;
  if (target === undefined) {
    state.cost += sizeOf(member);
    return;
  }
  const property = repairer.graph.property(node, target);
  const repaired = repairer.repair(member, {
    node: property,
    run,
    pointer: `${pointer}/${escapeToken(target)}`,
    name: target,
  });
  made.set(target, repaired.value);
  state.cost += repaired.cost;
}

/** Properties by name that the object may have and does not. */
function vacant({ repairer, node, made }: State): readonly string[] {
  return [...node.shape.properties.keys()].filter((name) => {
    if (made.has(name)) return false;
    const property = repairer.graph.property(node, name);
    return property.shape.never === undefined && !repairer.graph.isHidden(property);
  });
}

function missing({ repairer, node, made }: State): readonly string[] {
  return [...node.shape.required].filter(
    (name) => !made.has(name) && !repairer.graph.isHidden(repairer.graph.property(node, name)),
  );
}

function addRequired(state: State): void {
  for (const name of missing(state)) add(state, name);
}

function addDependent(state: State): void {
  const { dependentRequired } = state.node.shape;
  if (dependentRequired.size === 0) return;
  const queue = [...state.made.keys()];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const needed of dependentRequired.get(name) ?? []) {
      if (state.made.has(needed)) continue;
      add(state, needed);
      queue.push(needed);
    }
  }
}

function add(state: State, name: string): void {
  const { repairer, node, run, pointer, made } = state;
  const property = repairer.graph.anyProperty(node, name);
  made.set(name, repairer.generate(property, { name, pointer: `${pointer}/${escapeToken(name)}`, run }));
  // What tells one alternative from others is a reason to take another one.
  state.cost += costAt(pointer, property.shape.values?.length === 1 ? COST.replaced : COST.added, run);
}

/** What nobody named goes first, and the last first. */
function removeSurplus(state: State): void {
  const { shape } = state.node;
  if (state.made.size <= shape.maxProperties) return;
  const optional = [...state.made.keys()].filter((name) => !shape.required.has(name)).reverse();
  const ordered = [
    ...optional.filter((name) => !shape.properties.has(name)),
    ...optional.filter((name) => shape.properties.has(name)),
  ];
  for (const name of ordered.slice(0, state.made.size - shape.maxProperties)) {
    state.cost += sizeOf(state.made.get(name));
    state.made.delete(name);
  }
}

/** Takes what is lacking from an object that was generated for the place. */
function addUntilEnough(state: State): void {
  const { repairer, node, run, pointer, made } = state;
  if (made.size >= node.shape.minProperties) return;
  const donor = repairer.generate(node, { name: '', pointer, run });
  if (typeof donor !== 'object' || donor === null) return;
  for (const [name, member] of Object.entries(donor)) {
    if (made.size >= node.shape.minProperties) break;
    if (made.has(name)) continue;
    made.set(name, member);
    state.cost += COST.added;
  }
}
