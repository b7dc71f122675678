import type { StorageState } from '../storage/storage-state.ts';
import { EMPTY_STATE, type WorldState } from './world-state.ts';

/** How much one world may hold. */
export interface WorldLimits {
  /** Of all stored items as JSON and of remembered texts. Default 64 MiB. */
  readonly maxStorageBytes: number;
  /** Scenarios, overrides and remembered values together. Default 100,000. */
  readonly maxEntries: number;
}

/** What several worlds may hold together, beside what they began with, which they share. */
export interface SharedRoom {
  readonly maxBytes: number;
  /** What they hold now. */
  bytes: number;
  /** Drops what nobody uses. */
  readonly makeRoom: () => void;
}

/** A world would hold more than it may. Nothing of the change was made. */
export class WorldLimitError extends Error {
  override readonly name = 'WorldLimitError';
}

/** One view of the mock: what is stored, switched and remembered in it is seen by those who name it alone. */
export class World {
  readonly id: string;
  /** Told when what is stored has changed. */
  onStorage: ((storage: StorageState) => void) | undefined;
  readonly #limits: WorldLimits;
  readonly #bytesAtFirst: number;
  #room: SharedRoom | undefined;
  #state: WorldState;

  constructor(
    id: string,
    limits: WorldLimits & { readonly room?: SharedRoom | undefined },
    state: WorldState = EMPTY_STATE,
  ) {
    this.id = id;
    this.#limits = limits;
    this.#room = limits.room;
    this.#bytesAtFirst = bytesOf(state);
    this.#state = state;
  }

  get state(): WorldState {
    return this.#state;
  }

  /** @throws {WorldLimitError} */
  update(change: Partial<WorldState>): void {
    const { storage } = this.#state;
    const next = { ...this.#state, ...change };
    this.#checkLimits(next);
    this.#takeRoom(next);
    this.#state = next;
    if (next.storage !== storage) this.onStorage?.(next.storage);
  }

  /** What it holds counts no longer: nobody can name it any more. */
  leaveRoom(): void {
    if (this.#room !== undefined) this.#room.bytes -= this.#ownBytes(this.#state);
    this.#room = undefined;
  }

  #checkLimits(next: WorldState): void {
    const { maxStorageBytes, maxEntries } = this.#limits;
    const bytes = bytesOf(next);
    if (bytes > maxStorageBytes && bytes > bytesOf(this.#state)) {
      throw new WorldLimitError(
        `The world "${this.id}" would hold ${bytes} bytes; it may hold ${maxStorageBytes}. Delete items of it, reset its storage, or drop it.`,
      );
    }
    const entries = entriesOf(next);
    if (entries > maxEntries && entries > entriesOf(this.#state)) {
      throw new WorldLimitError(
        `The world "${this.id}" would hold ${entries} scenarios, overrides and remembered values; it may hold ${maxEntries}. Reset it or drop it.`,
      );
    }
  }

  #takeRoom(next: WorldState): void {
    const more = this.#ownBytes(next) - this.#ownBytes(this.#state);
    const isFull = more > 0 && this.#room !== undefined && this.#room.bytes + more > this.#room.maxBytes;
    if (isFull) this.#room?.makeRoom();
    const room = this.#room;
    if (room === undefined) return;
    if (more > 0 && room.bytes + more > room.maxBytes) {
      throw new WorldLimitError(
        `All worlds together hold ${room.bytes} bytes of their own; they may hold ${room.maxBytes}. Drop those that are not needed.`,
      );
    }
    room.bytes += more;
  }

  #ownBytes(state: WorldState): number {
    return Math.max(0, bytesOf(state) - this.#bytesAtFirst);
  }
}

function bytesOf({ storage, memoryBytes }: WorldState): number {
  return storage.bytes + memoryBytes;
}

function entriesOf({ scenarios, overrides, memory }: WorldState): number {
  return scenarios.size + overrides.size + memory.size;
}
