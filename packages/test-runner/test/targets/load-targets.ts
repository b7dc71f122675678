import type { Api } from './demo.ts';

interface Fault {
  readonly id: string;
  readonly where: string;
  readonly title: string;
}

interface Target {
  readonly url: string;
  readonly document: string;
  readonly identities: Api['identities'];
  readonly close: () => Promise<void>;
}

interface TargetOptions {
  readonly faults: ReadonlySet<string>;
  readonly port: number;
  readonly upstream?: string;
}

interface Targets {
  readonly TARGETS: Readonly<Record<string, readonly Fault[]>>;
  readonly startTarget: (name: string, options: TargetOptions) => Promise<Target>;
}

/** The three APIs of the benches, which are outside of this package's sources: so they are imported by their place. */
export async function loadTargets(): Promise<Targets> {
  return (await import(new URL('../../../../bench/targets/start-target.ts', import.meta.url).href)) as Targets;
}
