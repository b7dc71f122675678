import type { CompiledScenario } from '@mockloop/scenarios';
import { Map as ImmutableMap, List } from 'immutable';
import { EMPTY_STORAGE, type StorageState } from '../storage/storage-state.ts';

/** A value that is kept from one request to the next. */
export type Remembered = string | number | boolean;

/** All that a mock has been told and has taken in, as one value that never changes: to keep it is to fork it. */
export interface WorldState {
  /** What was deployed, by name. */
  readonly scenarios: ImmutableMap<string, CompiledScenario>;
  /** The name of the scenario in force. */
  readonly active?: string | undefined;
  /** Answers for single operations and paths, the newest first. They come before the active scenario. */
  readonly overrides: List<CompiledScenario>;
  /** What scenarios remember: counts, draws, their state machines. */
  readonly memory: ImmutableMap<string, Remembered>;
  /** What `memory` takes, roughly: the characters of its keys and texts. */
  readonly memoryBytes: number;
  readonly storage: StorageState;
}

export const EMPTY_STATE: WorldState = {
  scenarios: ImmutableMap(),
  active: undefined,
  overrides: List(),
  memory: ImmutableMap(),
  memoryBytes: 0,
  storage: EMPTY_STORAGE,
};

type Memory = Pick<WorldState, 'memory' | 'memoryBytes'>;

export function remember({ memory, memoryBytes }: Memory, key: string, value: Remembered): Memory {
  const before = memory.get(key);
  const bytes = memoryBytes + sizeOf(key, value) - (before === undefined ? 0 : sizeOf(key, before));
  return { memory: memory.set(key, value), memoryBytes: bytes };
}

export function forget({ memory, memoryBytes }: Memory, keys: readonly string[]): Memory {
  const bytes = keys.reduce((sum, key) => sum + sizeOf(key, memory.get(key) ?? ''), 0);
  return { memory: memory.deleteAll(keys), memoryBytes: memoryBytes - bytes };
}

function sizeOf(key: string, value: Remembered): number {
  return key.length + (typeof value === 'string' ? value.length : 8);
}
