import type { PlannedOperation } from '../../model/test-plan.ts';
import { sharesItsAddress } from '../../requests/shares-its-address.ts';
import type { Probe, Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';

/** Operations that read, those that would answer endlessly, or as another one, left out. */
export function* readingOperations(view: RunView): Generator<PlannedOperation> {
  for (const planned of view.operations) {
    const responses = view.operation(planned.key)?.responses ?? [];
    const isStream = responses.some(({ content }) =>
      content.some(({ mediaType }) => /event-stream|x-ndjson|jsonl|json-seq|multipart/i.test(mediaType)),
    );
    if (planned.method === 'GET' && !isStream && !sharesItsAddress(planned, view.document)) yield planned;
  }
}

/** A GET that is answered 200 with a body. */
export async function readOnce(probe: Probe, key: string | undefined): Promise<Success | undefined> {
  const success = key === undefined ? undefined : await probe.succeed(key);
  return success?.exchange.response?.status === 200 ? success : undefined;
}
