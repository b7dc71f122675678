import type { Operation } from '@mockloop/spec-parser';
import type { CaseKind } from '../../run/case-kind.ts';
import { idOf, itemIn } from '../../succeed/find-item.ts';
import { plainName } from '../../succeed/names.ts';
import { createToken } from '../../succeed/token.ts';
import { type Called, call, isSuccess } from './call.ts';
import { createThing, keepsState, resourceOf } from './thing.ts';
import { bodyForUse } from './use-body.ts';
import { shown } from './written-differences.ts';

/** Sends a creation twice with one idempotency key, and once with another. */
export const IDEMPOTENCY_KIND: CaseKind = {
  kind: 'idempotency-key',
  phase: 'stateful',
  *propose(view) {
    // A mock stores, and does no more than that.
    if (!keepsState(view) || view.target.is_mock) return;
    for (const { key, resource } of view.operations) {
      const operation = view.operation(key);
      const made = resource === undefined ? undefined : view.resource(resource);
      if (operation === undefined || made?.operations.create !== key || keyParameter(operation) === undefined) continue;
      yield { operation: key, title: 'send the same idempotency key twice', input: { resource } };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const key = resource?.operations.create;
    const operation = probe.operation(key ?? '');
    const name = operation && keyParameter(operation);
    const thing = resource && (await createThing(probe, resource));
    const body = thing && bodyForUse(probe, key, thing);
    if (resource === undefined || thing === undefined || name === undefined || body === undefined) return [];
    const { letters, uuid } = createToken(`${probe.seed} idempotency`);
    const send = (value: string): Promise<Called | undefined> =>
      call(probe, key, { at: thing.within, body, headers: [[name, value]] });
    const answers = [await send(uuid), await send(uuid), await send(`${uuid.slice(0, -8)}${toHex(letters)}`)];
    const ids = answers.map((called) =>
      isSuccess(called) ? idOf(itemIn(called.value, resource), resource) : undefined,
    );
    const [first, second, other] = ids;
    if (first === undefined || second === undefined || first === second) return [];
    // With another key it makes another one: ids tell things apart.
    if (other === undefined || other === first || other === second) return [];
    return [
      {
        check: 'idempotency-ignored',
        message: `\`${key}\` was sent twice with the same \`${name}\` and the same body, and made two: ${shown(first)} and ${shown(second)}.`,
        expected: `${shown(first)} both times`,
        observed: shown(second),
        signature: `idempotency key of ${resource.name} ignored`,
      },
    ];
  },
};

function keyParameter({ parameters }: Operation): string | undefined {
  return parameters.find(
    ({ name, in: place }) => place === 'header' && /^(x)?idempotency(key|token|id)?$/.test(plainName(name)),
  )?.name;
}

function toHex(letters: string): string {
  return [...letters].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');
}
