import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import { describeAnswer, isOk, textOf } from '../support/answers.ts';
import { baselineOf } from '../support/baseline.ts';
import { freshParts } from '../support/injector.ts';
import { markParts } from '../support/marked-thing.ts';
import { observe } from '../support/observe.ts';
import { findOwnership } from '../support/ownership.ts';
import { readThing, sendParts } from '../support/requests.ts';
import { type ObjectAttack, sendAnonymously } from './object-attack.ts';
import { isClosedTo } from './try-to-read.ts';

/** Whether somebody changes what another one made, or puts something into it. */
export async function tryToChange(attack: ObjectAttack): Promise<readonly Observation[]> {
  const { probe, planned, people, thing } = attack;
  const { key } = planned;
  const success = await probe.succeed(key, { identity: people.a, at: thing.made });
  if (success === undefined) return [];
  const isClosed = await isClosedTo(attack);
  const before = [await readThing(probe, thing.made, people.a), await readThing(probe, thing.made, people.a)];
  const marked = marksFor(attack, success.parts, 'b');
  const other = await sendParts(probe, { operation: key, parts: marked.parts, identity: people.b });
  if (other === undefined || !isOk(other)) return [];
  const effect = await effectOf(attack, { before, words: marked.words, other });
  if (effect === undefined) return [];
  const anonymous = await sendAnonymously(attack, marksFor(attack, success.parts, 'nobody').parts);
  if (anonymous === undefined || isOk(anonymous)) return [];
  const why = isClosed
    ? `its own reading is closed to "${people.b}"`
    : (await findOwnership(probe, { thing, people, attacked: key }))?.why;
  return [
    observe(
      'bola-write',
      {
        message: `"${people.b}" changes with \`${key}\` what "${people.a}" has made: ${effect}. ${why === undefined ? 'Nothing says whether that is meant for all.' : `It is not meant for all: ${why}.`}`,
        expected: '403 or 404',
        observed: describeAnswer(other),
        signature: `${planned.resource ?? key}`,
      },
      why !== undefined,
    ),
  ];
}

function marksFor(
  { probe, planned }: ObjectAttack,
  parts: RequestParts,
  name: string,
): { readonly parts: RequestParts; readonly words: readonly string[] } {
  const operation = probe.operation(planned.key);
  if (operation === undefined) return { parts, words: [] };
  const fresh = planned.role === 'create' ? freshParts(operation, parts, { probe, salt: name }) : parts;
  const marked = markParts(probe, operation, { parts: fresh, name: `change ${name}` });
  return { parts: marked?.parts ?? fresh, words: marked?.marks.map(({ word }) => word) ?? [] };
}

interface Change {
  readonly before: readonly (TestExchange | undefined)[];
  readonly words: readonly string[];
  readonly other: TestExchange;
}

/** What the owner sees of it; `undefined` where there is nothing to be seen. */
async function effectOf({ probe, planned, people, thing }: ObjectAttack, change: Change): Promise<string | undefined> {
  const after = await readThing(probe, thing.made, people.a);
  const word = after && change.words.find((one) => textOf(after).includes(one));
  if (word !== undefined) return `"${people.a}" reads the word ${word} that "${people.b}" wrote`;
  const { collection_path: below, operations } = probe.resource(planned.resource ?? '') ?? {};
  if (planned.role === 'create' && below === planned.path && operations?.list !== undefined) {
    const list = await probe.succeed(operations.list, { identity: people.a, at: thing.made });
    const shown = list && change.words.find((one) => textOf(list.exchange).includes(one));
    return shown === undefined ? undefined : `"${people.a}" finds the word ${shown} that "${people.b}" put in`;
  }
  const known = change.before.filter((one) => one !== undefined);
  if (after === undefined || known.length < 2 || !isOk(after) || baselineOf(known).isLike(after)) return undefined;
  return `"${people.a}" reads something else than before`;
}
