import { createHash } from 'node:crypto';
import { arch, cpus, platform, totalmem } from 'node:os';
import { versions } from 'node:process';
import type { LoadMachine } from './load-result.ts';

/** What the figures of a run depend on besides the target. */
export function describeMachine(workers: number): LoadMachine {
  const processors = cpus();
  const node = versions.node;
  const facts = [platform(), arch(), totalmem(), processors.map(({ model }) => model), node, workers];
  return { cores: processors.length, node, workers, fingerprint: fingerprintOf(facts) };
}

/** Sixteen hexadecimal digits. */
export function fingerprintOf(facts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}
