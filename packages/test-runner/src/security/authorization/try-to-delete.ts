import type { Observation } from '../../model/observation.ts';
import { describeAnswer, isOk, statusOf } from '../support/answers.ts';
import { makeMarked } from '../support/marked-thing.ts';
import { observe } from '../support/observe.ts';
import { findOwnership } from '../support/ownership.ts';
import { partsAt, readThing, sendParts } from '../support/requests.ts';
import { type ObjectAttack, sendAnonymously } from './object-attack.ts';
import { isClosedTo } from './try-to-read.ts';

/** Whether somebody deletes what another one made. */
export async function tryToDelete(attack: ObjectAttack): Promise<readonly Observation[]> {
  const { probe, planned, people, thing } = attack;
  const { key } = planned;
  const parts = partsAt(probe, key, thing.made);
  const before = await readThing(probe, thing.made, people.a);
  if (parts === undefined || before === undefined || !isOk(before)) return [];
  const anonymous = await sendAnonymously(attack, parts);
  if (anonymous === undefined || isOk(anonymous)) return [];
  const isClosed = await isClosedTo(attack);
  const other = await sendParts(probe, { operation: key, parts, identity: people.b });
  if (other === undefined || !isOk(other)) return [];
  const after = await readThing(probe, thing.made, people.a);
  if (after === undefined || ![404, 410].includes(statusOf(after))) return [];
  const refused = await refusedChange(attack);
  const described = {
    expected: '403 or 404',
    observed: `${describeAnswer(other)}; "${people.a}" then reads ${statusOf(after)}`,
    signature: `${planned.resource ?? key}`,
  };
  if (refused !== undefined && !isClosed)
    return [
      observe('bfla-asymmetry', {
        message: `"${people.b}" may not change what "${people.a}" has made (\`${refused}\` answered 403), but deletes it with \`${key}\`.`,
        ...described,
      }),
    ];
  const why = isClosed ? `reading it is closed to "${people.b}"` : await ownershipOfAnother(attack);
  return [
    observe(
      'bola-delete',
      {
        message: `"${people.b}" deletes with \`${key}\` what "${people.a}" has made. ${why === undefined ? 'Nothing says whether that is meant for all.' : `It is not meant for all: ${why}.`}`,
        ...described,
      },
      why !== undefined,
    ),
  ];
}

/** An operation that changes such things, and does so for the owner alone. */
async function refusedChange({ probe, people, thing }: ObjectAttack): Promise<string | undefined> {
  const { replace, update } = probe.resource(thing.made.resource)?.operations ?? {};
  const another = await makeMarked(probe, thing.made.resource, { identity: people.a, name: 'another' });
  if (another === undefined) return undefined;
  for (const key of [update, replace]) {
    const success = key === undefined ? undefined : await probe.succeed(key, { identity: people.a, at: another.made });
    if (key === undefined || success === undefined) continue;
    const other = await sendParts(probe, { operation: key, parts: success.parts, identity: people.b });
    if (other !== undefined && statusOf(other) === 403) return key;
  }
  return undefined;
}

/** The one that was deleted can no longer be asked about; one that was made the same way can. */
async function ownershipOfAnother({ probe, planned, people, thing }: ObjectAttack): Promise<string | undefined> {
  const another = await makeMarked(probe, thing.made.resource, { identity: people.a, name: 'like it' });
  return another && (await findOwnership(probe, { thing: another, people, attacked: planned.key }))?.why;
}
