import type { CaseKind } from '../../run/case-kind.ts';
import type { Made } from '../../run/probe.ts';
import { leavesOf } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';
import { isSuccess } from './call.ts';
import { createThing, hasId, readThing, resourceOf, resourcesWith } from './thing.ts';
import { shown } from './written-differences.ts';

/** Reads what never was. */
export const MISSING_KIND: CaseKind = {
  kind: 'read-missing',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read']))
      yield {
        operation: resource.operations.read,
        title: `read one of ${resource.name} that does not exist`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const thing = resource && (await createThing(probe, resource));
    if (resource === undefined || thing === undefined) return [];
    const control = await readThing(probe, resource, thing.made);
    const id = unlike(thing.id, probe.seed);
    if (control?.item === undefined || id === undefined || !hasId(control.item, thing.id, resource)) return [];
    const path = thing.made.path.map(([name, value], index): Made['path'][number] => [
      name,
      index === thing.made.path.length - 1 ? id : value,
    ]);
    const seen = await readThing(probe, resource, { ...thing.made, path });
    if (!isSuccess(seen) || seen.status === 202) return [];
    return [
      {
        check: 'missing-found',
        message: `\`${resource.operations.read}\` answers ${seen.status} for ${shown(id)}, an id that nothing has.`,
        expected: '404 or 410',
        observed: `${seen.status} with ${leavesOf(seen.value).length === 0 ? 'nothing' : shown(seen.value)}`,
        signature: `missing ${resource.name} found`,
      },
    ];
  },
};

/** An id of the same kind that is not in use. */
function unlike(id: unknown, seed: string): string | number | undefined {
  const token = createToken(`${seed} missing`);
  if (typeof id === 'number') return id < 1e6 ? 1e8 + Number(token.digits.slice(0, 7)) : undefined;
  if (typeof id !== 'string') return undefined;
  if (/^\d{1,6}$/.test(id)) return `1${token.digits.slice(0, 7)}`;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return token.uuid;
  // Other characters at the end, of the same kind.
  return id.length < 6
    ? undefined
    : `${id.slice(0, -6)}${id.slice(-6).replace(/[a-z\d]/gi, (one, index: number) => another(one, token.digits, index))}`;
}

function another(character: string, digits: string, index: number): string {
  const shift = Number(digits.charAt(index)) % 8;
  if (/\d/.test(character)) return String((Number(character) + shift + 1) % 10);
  const [first] = character === character.toUpperCase() ? 'A' : 'a';
  const base = (first ?? 'a').charCodeAt(0);
  const range = /[a-f]/i.test(character) ? 6 : 26;
  return String.fromCharCode(base + ((character.charCodeAt(0) - base + (shift % 4) + 1) % range));
}
