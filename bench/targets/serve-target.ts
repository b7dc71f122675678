/** Serves one of the targets in a process of its own, as the message that it gets says. */
import { startTarget, type TargetName } from './start-target.ts';

export interface ServeMessage {
  readonly name: TargetName;
  readonly faults: readonly string[];
  readonly upstream?: string | undefined;
}

process.once('message', (message: ServeMessage) => {
  const { name, faults, upstream } = message;
  startTarget(name, { faults: new Set(faults), port: 0, upstream })
    .then(({ url, document, identities }) => process.send?.({ url, document, identities }))
    .catch((error: unknown) => {
      throw error;
    });
});
process.once('disconnect', () => process.exit());
