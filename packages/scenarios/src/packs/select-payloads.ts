import type { Payload, PayloadSelector } from './pack.ts';

/** Those of a pack that a rule is for. */
export function selectPayloads(payloads: readonly Payload[], { classes, ids }: PayloadSelector): readonly Payload[] {
  return payloads.filter(
    (payload) => (classes?.includes(payload.class) ?? true) && (ids?.includes(payload.id) ?? true),
  );
}
