import { EMPTY_STORAGE } from '../storage/storage-state.ts';
import { type SharedRoom, World, type WorldLimits } from './world.ts';
import { EMPTY_STATE, type WorldState } from './world-state.ts';

export interface WorldsOptions extends WorldLimits {
  /** How many worlds there may be beside the default one. */
  readonly maxWorlds: number;
  /** A world that nobody named for so long is dropped when room is needed, in milliseconds. */
  readonly idleMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Why a world could not be had. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly code: 'INVALID_ID' | 'UNKNOWN_WORLD' | 'UNKNOWN_SNAPSHOT' | 'TOO_MANY_WORLDS' | 'EXISTS';

  constructor(code: WorldError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What is said of a world in lists. */
export interface WorldSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly lastUsed: string;
  readonly snapshots: readonly string[];
}

export const DEFAULT_WORLD = 'default';

/** `.` and `..` would be gone from any URL. */
const WORLD_ID = /^(?!\.{1,2}$)[\w.~-]{1,128}$/;
const MAX_SNAPSHOTS = 100;
/** How many times what one world may hold all of them may, beside what they share. */
const ROOM_FOR = 4;

interface Kept {
  readonly world: World;
  readonly snapshots: Map<string, WorldState>;
  lastUsed: number;
}

/**
 * The worlds of a mock. One that is named for the first time begins as the default world is at that moment; from then on
 * neither sees what the other does.
 */
export class Worlds {
  readonly default: World;
  readonly #options: WorldsOptions;
  readonly #room: SharedRoom;
  /** The least recently named first. */
  readonly #kept = new Map<string, Kept>();
  readonly #defaultSnapshots = new Map<string, WorldState>();
  #beginning: WorldState = EMPTY_STATE;

  constructor(options: WorldsOptions) {
    this.#options = options;
    const maxBytes = ROOM_FOR * options.maxStorageBytes;
    this.#room = { maxBytes, bytes: 0, makeRoom: () => this.#dropIdle() };
    this.default = new World(DEFAULT_WORLD, options);
  }

  /**
   * The world of this name, made now where there is none.
   *
   * @throws {WorldError} `INVALID_ID`, `TOO_MANY_WORLDS`
   */
  named(id: string): World {
    if (id === DEFAULT_WORLD) return this.default;
    const kept = this.#kept.get(id);
    if (kept === undefined) return this.#add(id, this.default.state).world;
    kept.lastUsed = this.#options.now();
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    return kept.world;
  }

  /** What the default world was told up to now is what worlds begin with that are put back to the beginning; what it stores is not. */
  keepBeginning(): void {
    this.#beginning = { ...this.default.state, storage: EMPTY_STORAGE };
  }

  has(id: string): boolean {
    return id === DEFAULT_WORLD || this.#kept.has(id);
  }

  /**
   * A new world that begins as another one is, or was when a snapshot of it was taken.
   *
   * @throws {WorldError} `INVALID_ID`, `EXISTS`, `UNKNOWN_WORLD`, `UNKNOWN_SNAPSHOT`, `TOO_MANY_WORLDS`
   */
  fork(id: string, from: { readonly world: string; readonly snapshot?: string | undefined }): World {
    if (this.has(id))
      throw new WorldError('EXISTS', `There is a world "${id}" already. Choose another name, or drop it.`);
    const { world, snapshots } = this.#find(from.world);
    return this.#add(id, from.snapshot === undefined ? world.state : stateOf(snapshots, from.snapshot)).world;
  }

  /** Keeps a world's present state under a name; one of that name is replaced. */
  snapshot(id: string, name: string): void {
    checkId(name, 'snapshot');
    const { world, snapshots } = this.#find(id);
    if (snapshots.size >= MAX_SNAPSHOTS && !snapshots.has(name)) {
      throw new WorldError(
        'TOO_MANY_WORLDS',
        `The world "${id}" has ${MAX_SNAPSHOTS} snapshots, which is all it may have.`,
      );
    }
    snapshots.set(name, world.state);
  }

  /** Puts a world back to a snapshot of its own, or to the very beginning where none is named. */
  restore(id: string, name?: string): void {
    const { world, snapshots } = this.#find(id);
    world.update(name === undefined ? this.#beginning : stateOf(snapshots, name));
  }

  /** @throws {WorldError} `UNKNOWN_WORLD`; the default world cannot be dropped, only restored. */
  drop(id: string): void {
    const { world } = this.#find(id);
    if (!this.#kept.delete(id))
      throw new WorldError('INVALID_ID', 'The default world cannot be dropped. Restore it instead.');
    world.leaveRoom();
  }

  /** Beside the default world, the one named last first. */
  list(): WorldSummary[] {
    return [...this.#kept.values()].reverse().map(({ world, lastUsed, snapshots }) => ({
      id: world.id,
      lastUsed: new Date(lastUsed).toISOString(),
      snapshots: [...snapshots.keys()],
    }));
  }

  snapshotsOf(id: string): readonly string[] {
    return [...this.#find(id).snapshots.keys()];
  }

  /** Changes the state of all worlds and snapshots, e.g. because the document is another. */
  updateAll(change: (state: WorldState) => WorldState): void {
    this.#beginning = change(this.#beginning);
    for (const { world, snapshots } of [this.#find(DEFAULT_WORLD), ...this.#kept.values()]) {
      world.update(change(world.state));
      for (const [name, state] of snapshots) snapshots.set(name, change(state));
    }
  }

  #find(id: string): Pick<Kept, 'world' | 'snapshots'> {
    if (id === DEFAULT_WORLD) return { world: this.default, snapshots: this.#defaultSnapshots };
    const kept = this.#kept.get(id);
    if (kept === undefined) {
      throw new WorldError(
        'UNKNOWN_WORLD',
        `There is no world "${id}". It is made when a request first names it, or by a fork.`,
      );
    }
    return kept;
  }

  #add(id: string, state: WorldState): Kept {
    checkId(id, 'world');
    const { now, maxWorlds } = this.#options;
    if (this.#kept.size >= maxWorlds) this.#dropIdle();
    if (this.#kept.size >= maxWorlds) {
      throw new WorldError(
        'TOO_MANY_WORLDS',
        `There are ${maxWorlds} worlds in use, which is all there may be. Drop one.`,
      );
    }
    const kept = {
      world: new World(id, { ...this.#options, room: this.#room }, state),
      snapshots: new Map(),
      lastUsed: now(),
    };
    this.#kept.set(id, kept);
    return kept;
  }

  #dropIdle(): void {
    const oldest = this.#options.now() - this.#options.idleMs;
    for (const [id, { lastUsed, world }] of this.#kept) {
      if (lastUsed > oldest) return;
      this.#kept.delete(id);
      world.leaveRoom();
    }
  }
}

function checkId(id: string, what: 'world' | 'snapshot'): void {
  if (!WORLD_ID.test(id)) {
    throw new WorldError(
      'INVALID_ID',
      `The name of a ${what} is 1 to 128 letters, digits, ".", "_", "~" or "-", not ${JSON.stringify(id.slice(0, 200))}.`,
    );
  }
}

function stateOf(snapshots: ReadonlyMap<string, WorldState>, name: string): WorldState {
  const state = snapshots.get(name);
  if (state !== undefined) return state;
  const known = snapshots.size === 0 ? 'It has none.' : `It has ${[...snapshots.keys()].join(', ')}.`;
  throw new WorldError('UNKNOWN_SNAPSHOT', `The world has no snapshot "${name}". ${known}`);
}
