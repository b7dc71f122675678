import { createHash } from 'node:crypto';
import type { ScenarioPack } from './pack.ts';
import type { PackProblem } from './pack-problem.ts';

/** A pack that did not come with MockLoop. */
export interface LoadedPack {
  readonly pack: ScenarioPack;
  /** The path in its folder, or the URL. */
  readonly file: string;
  /** Of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

export interface LoadedPacks {
  readonly packs: readonly LoadedPack[];
  readonly problems: readonly PackProblem[];
}

/** SHA-256 in lower-case hexadecimal. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
