import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import { describeAnswer, isOk, statusOf, textOf } from '../support/answers.ts';
import { baselineOf } from '../support/baseline.ts';
import { garble } from '../support/credentials.ts';
import { observe } from '../support/observe.ts';
import { findOwnership } from '../support/ownership.ts';
import { partsAt, sendParts } from '../support/requests.ts';
import { type ObjectAttack, sendAnonymously } from './object-attack.ts';

/** Whether somebody reads what another one made, and what is not for all. */
export async function tryToRead(attack: ObjectAttack): Promise<readonly Observation[]> {
  const { probe, planned, people, thing } = attack;
  const { key } = planned;
  const success = await probe.succeed(key, { identity: people.a, at: thing.made });
  if (success === undefined) return [];
  const parts = success.parts;
  const owns = baselineOf([success.exchange, await probe.send(success.request)]);
  const other = await sendParts(probe, { operation: key, parts, identity: people.b });
  if (other === undefined || !isOk(other)) return other === undefined ? [] : existence(attack, { parts, other });
  const word = thing.marks.find((mark) => textOf(success.exchange).includes(mark.word))?.word;
  const sees = word === undefined ? owns.hasContent && owns.isLike(other) : textOf(other).includes(word);
  if (!sees) return [];
  const anonymous = await sendAnonymously(attack, parts);
  if (anonymous === undefined || isOk(anonymous)) return [];
  const ownership = await findOwnership(probe, { thing, people, attacked: key });
  return [
    observe(
      'bola-read',
      {
        message: `"${people.b}" reads with \`${key}\` what "${people.a}" has made${word === undefined ? '' : ` (the word ${word} in it)`}. ${ownership === undefined ? 'Nothing says whether that is meant for all.' : `It is not meant for all: ${ownership.why}.`}`,
        expected: '403 or 404',
        observed: describeAnswer(other),
        signature: `${planned.resource ?? key}`,
      },
      ownership !== undefined,
    ),
  ];
}

interface Refused {
  readonly parts: RequestParts;
  readonly other: TestExchange;
}

/** Whether a refusal tells that there is such a thing: 403 where one that does not exist gives 404. */
async function existence(
  { probe, planned, people }: ObjectAttack,
  { parts, other }: Refused,
): Promise<readonly Observation[]> {
  if (statusOf(other) !== 403) return [];
  const operation = probe.operation(planned.key);
  const elsewhere =
    operation && withOtherId(parts, { probe, path: operation.parameters.map(({ in: place }) => place) });
  if (elsewhere === undefined) return [];
  const missing = await sendParts(probe, { operation: planned.key, parts: elsewhere, identity: people.b });
  if (missing === undefined || statusOf(missing) !== 404) return [];
  return [
    observe('existence-leakage', {
      message: `\`${planned.key}\` tells "${people.b}" which things of others exist: 403 for those, 404 for others.`,
      expected: 'the same answer for both',
      observed: '403 and 404',
      signature: 'by status',
    }),
  ];
}

function withOtherId(
  parts: RequestParts,
  { probe, path }: { readonly probe: ObjectAttack['probe']; readonly path: readonly string[] },
): RequestParts | undefined {
  const index = path.lastIndexOf('path');
  const part = parts.values[index];
  const value = part && 'value' in part ? part.value : part?.raw;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const other = typeof value === 'number' ? value + 7_000_000 : garble(value, `${probe.seed} missing`);
  const values = parts.values.map((one, place): ParameterPart => (place === index ? { value: other } : one));
  return other === value ? undefined : { ...parts, values };
}

/** For other attacks: whether another person can see a thing at all. */
export async function isClosedTo({ probe, people, thing }: ObjectAttack): Promise<boolean> {
  const key = probe.resource(thing.made.resource)?.operations.read;
  const parts = key === undefined ? undefined : partsAt(probe, key, thing.made);
  if (key === undefined || parts === undefined) return false;
  const other = await sendParts(probe, { operation: key, parts, identity: people.b });
  if (other === undefined || ![403, 404].includes(statusOf(other))) return false;
  const own = await sendParts(probe, { operation: key, parts, identity: people.a });
  return own !== undefined && isOk(own);
}
