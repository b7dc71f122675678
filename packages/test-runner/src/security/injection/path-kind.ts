import type { Observation } from '../../model/observation.ts';
import { wordsOf } from '../../plan/words.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, textOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint, type KnownPoint } from '../support/points.ts';
import { injectionCases } from './injection-cases.ts';

const FILES: readonly { readonly path: string; readonly marker: RegExp }[] = [
  { path: 'etc/passwd', marker: /^root:[^:\n]*:0:0:/m },
  { path: 'windows/win.ini', marker: /^\[(?:fonts|extensions|mci extensions)\]/im },
];

const UP: readonly ((path: string) => string)[] = [
  (path) => `../../../../../../../../${path}`,
  (path) => `/${path}`,
  (path) => `....//....//....//....//....//....//....//....//${path}`,
  (path) => `..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f${path.replaceAll('/', '%2f')}`,
  (path) => `..\\..\\..\\..\\..\\..\\..\\..\\${path.replaceAll('/', '\\')}`,
  (path) => `file:///${path}`,
];

const NAMES: ReadonlySet<string> = new Set(
  'file files filename path filepath document doc template page folder dir directory attachment include download image img resource src source theme lang language locale view layout report export name key'.split(
    ' ',
  ),
);

/** Names of files that lead out of their folder. */
export const PATH_KIND: CaseKind = {
  kind: 'path-traversal',
  phase: 'security',
  checks: ['path-traversal'],
  propose: (view) =>
    injectionCases(view, {
      what: 'paths that lead out of the folder',
      points: (known) => known.isFree && known.point.in !== 'header' && looksLikeFile(known),
      rank: ({ value }) => (/\.\w{2,4}$/.test(String(value)) ? 0 : 1),
    }),
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    return injector === undefined ? [] : tryFiles(probe, injector);
  },
};

function looksLikeFile({ name, value, point }: KnownPoint): boolean {
  return /\.\w{2,4}$/.test(String(value)) || wordsOf(name).some((word) => NAMES.has(word)) || point.in === 'path';
}

async function tryFiles(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  for (const { path, marker } of FILES) {
    for (const climb of UP) {
      const exchange = await injector.send(climb(path));
      if (!marker.test(textOf(exchange))) continue;
      // Another name at the same depth must not have it.
      const control = await injector.send(climb(`etc/${canaryFor(probe, 'no file')}`));
      if (marker.test(textOf(control)) || marker.test(textOf(await injector.send(injector.value)))) continue;
      return [
        observe('path-traversal', {
          message: `\`${climb(path)}\` in the ${describePoint(injector.point)} shows a file of the system.`,
          expected: '400 or 404',
          observed: describeAnswer(exchange),
          signature: describePoint(injector.point),
        }),
      ];
    }
  }
  return [];
}
