import type { Probe } from '../../run/probe.ts';
import { createToken } from '../../succeed/token.ts';

/** A word that nobody else uses, to be found again. Letters only. @param name What it is for: the same name gives the same word. */
export function canaryFor(probe: Pick<Probe, 'seed'>, name: string): string {
  return `mlc${createToken(`${probe.seed} canary ${name}`).letters}`;
}

/** Digits that nobody else uses; the first is no zero. */
export function digitsFor(probe: Pick<Probe, 'seed'>, name: string, length: number): string {
  return createToken(`${probe.seed} digits ${name}`).digits.slice(0, length);
}
