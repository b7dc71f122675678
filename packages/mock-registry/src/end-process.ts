import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-starts.ts';

/** Waits until a process is gone. @returns Whether it is, in time. */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (let waitMs = 10; await isRunning(identity); waitMs = Math.min(250, waitMs * 1.5)) {
    if (performance.now() >= deadline) return false;
    await delay(waitMs);
  }
  return true;
}

/** Sends a signal to a process, if it is still the one that is meant. */
export async function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  if (!(await isRunning(identity))) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
}
