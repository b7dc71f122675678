import type { ListenerBehaviour } from '../target/listener.ts';

/**
 * What the server under test gets its own data from, in our hands: a mock that it was told to use. Whoever starts a run may
 * have one; only then can be seen what the server does when others let it down.
 */
export interface Upstream {
  /** From now on it answers everything like this. */
  misbehave(behaviour: ListenerBehaviour): Promise<void>;
  /** It answers as it should again. */
  restore(): Promise<void>;
}
