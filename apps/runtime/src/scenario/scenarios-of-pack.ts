import { type BoundPack, listPacks, readPack, type Scenario, type ScenarioPack } from '@mockloop/scenarios';
import { nearestName } from '@mockloop/schema';
import { complain, printable } from '../output.ts';

/** Makes the scenarios of a pack for a document. */
export type PackBinder = (pack: ScenarioPack) => Promise<Pick<BoundPack, 'scenarios' | 'unbound'>>;

/**
 * The scenarios of a pack, made for a document. Says which rules the document offers nothing for.
 *
 * @param address With `#name` for one of its scenarios.
 */
export async function scenariosOfPack(address: string, bind: PackBinder): Promise<readonly Scenario[]> {
  const [uri = '', name] = address.split('#');
  const pack = readPack(uri) ?? refuseUnknown(uri);
  if (name !== undefined) refuseUnknownScenario(pack, name);
  const { scenarios, unbound } = await bind(pack);
  const isWanted = (scenario: string): boolean => name === undefined || scenario === name;
  const reasons = new Set(
    unbound.filter(({ scenario }) => isWanted(scenario)).map(({ scenario, reason }) => `${scenario}: ${reason}`),
  );
  for (const reason of reasons) complain(`left out of ${printable(reason)}`);
  const wanted = scenarios.filter((scenario) => isWanted(scenario.name));
  if (wanted.length > 0) return wanted;
  throw new Error(`${address} has nothing for this document: ${[...reasons].join(' ')}`);
}

function refuseUnknown(uri: string): never {
  const uris = listPacks().packs.map((pack) => pack.uri);
  const nearest = nearestName(uri, uris);
  const advice = nearest === undefined ? 'See mockloop scenario packs' : `Did you mean ${nearest}?`;
  throw new Error(`There is no pack ${uri}. ${advice}`);
}

function refuseUnknownScenario({ uri, scenarios }: ScenarioPack, name: string): void {
  const names = scenarios.map((scenario) => scenario.name);
  if (!names.includes(name))
    throw new Error(`${uri} has no scenario "${name}". It has ${names.map((known) => `"${known}"`).join(', ')}.`);
}
