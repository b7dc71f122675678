import type { Observation } from '../../src/model/observation.ts';
import type { CaseKind } from '../../src/run/case-kind.ts';
import type { Probe } from '../../src/run/probe.ts';

/** A kind with cases that send one request each and look at the answer. */
export function oneRequest(options: {
  readonly kind?: string;
  readonly method?: string;
  readonly targets: readonly string[];
  readonly operation: string;
  readonly body?: string;
  readonly look?: (status: number | undefined) => readonly Observation[];
}): CaseKind {
  const { kind = 'one', method = 'GET', targets, operation, look = () => [], body } = options;
  return {
    kind,
    phase: 'semantics',
    *propose() {
      for (const target of targets) yield { operation, title: `${method} ${target}`, input: { target } };
    },
    async run({ input }, probe) {
      const { target } = input as { target: string };
      const { response } = await probe.send({
        method,
        target,
        headers: body === undefined ? [] : [['content-type', 'application/json']],
        body: body === undefined ? undefined : { text: body },
        identity: probe.mainIdentity,
      });
      return look(response?.status);
    },
  };
}

/** A kind with `count` cases that do what they are told. */
export function cases(count: number, run: (probe: Probe, index: number) => Promise<readonly Observation[]>): CaseKind {
  return {
    kind: 'told',
    phase: 'semantics',
    *propose() {
      for (let index = 0; index < count; index += 1) yield { title: `case ${index}`, input: { index } };
    },
    run: ({ input }, probe) => run(probe, (input as { index: number }).index),
  };
}
