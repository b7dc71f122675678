import type { TestExchange } from '../../model/exchange.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { Probe } from '../../run/probe.ts';
import { withoutCredentials } from '../support/credentials.ts';
import type { MarkedThing } from '../support/marked-thing.ts';
import type { People } from '../support/people.ts';
import { requestFor } from '../support/requests.ts';

/** One attack on a thing that somebody has made. */
export interface ObjectAttack {
  readonly probe: Probe;
  readonly planned: PlannedOperation;
  readonly people: People;
  readonly thing: MarkedThing;
}

/** The same without any credentials, as the owner would send it. */
export async function sendAnonymously(
  { probe, planned, people }: ObjectAttack,
  parts: RequestParts,
): Promise<TestExchange | undefined> {
  const owner = probe.identities.get(people.a);
  const request = requestFor(probe, { operation: planned.key, parts, identity: people.a });
  return request && owner && probe.send(withoutCredentials(request, owner));
}
