import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, expect, test } from 'vitest';
import {
  bindPack,
  compileScenario,
  type Decision,
  listPacks,
  readPack,
  type Scenario,
  type ScenarioPack,
  type ScenarioRequest,
  type ScenarioRule,
} from '../../src/index.ts';
import { createMemory, decideAlone, decisions, noticed } from './support/deciding.ts';
import { PETSTORE } from './support/documents.ts';
import { carrying, carryingInTurn, requestTo, withAskedHeaders } from './support/requests.ts';

const packs = listPacks().packs.flatMap(({ uri }) => readPack(uri) ?? []);
const named = packs.map((pack) => [pack.name, pack] as const);

/** More than any scenario of the packs counts. */
const REQUESTS = 4_000;

let document: ApiDocument;
beforeAll(async () => {
  document = await loadDocument(PETSTORE);
});

test.each(named)('without any one of its rules, a scenario of %s behaves differently', (_, pack) => {
  for (const scenario of bindPack(pack, document).scenarios) {
    const own = scenario.rules.map((rule) => requestFor(rule, pack));
    const mixed = mixedTraffic(own);
    for (const [index, request] of own.entries()) {
      const other = without(scenario, index);
      const isMissed =
        firstDifference([scenario, other], [request, request, ...own]) ?? firstDifference([scenario, other], mixed);
      expect(isMissed, `${scenario.name} rule ${index}`).toBeDefined();
    }
  }
});

const withPayloads = packs.filter(({ payloads }) => payloads !== undefined).map((pack) => [pack.name, pack] as const);

test.each(withPayloads)('each payload of %s changes what the mock decides, wherever it is sent', (_, pack) => {
  const deciders = bindPack(pack, document).scenarios.map(decider);
  for (const payload of pack.payloads ?? []) {
    for (const place of payload.in) {
      const changed = document.operations.some((entry) => {
        const harmless = requestTo(entry);
        const harmful = carrying(harmless, payload, place);
        return deciders.some((decide) => noticed(decide(harmless)) !== noticed(decide(harmful)));
      });
      expect(changed, `${payload.id} in ${place}`).toBe(true);
    }
  }
});

test.each(withPayloads)('some answer to each payload of %s names it', (_, pack) => {
  const deciders = bindPack(pack, document).scenarios.map(decider);
  for (const payload of pack.payloads ?? []) {
    const names = document.operations.flatMap((entry) =>
      payload.in.flatMap((place) =>
        deciders.map(
          (decide) => decide(carrying(requestTo(entry), payload, place)).respond?.headers?.['X-MockLoop-Payload'],
        ),
      ),
    );
    expect(names, payload.id).toContain(payload.id);
  }
});

/** Decides each request as if it were the first. */
function decider(scenario: Scenario): (request: ScenarioRequest) => Decision {
  const compiled = compileScenario(scenario, { seed: 'packs' });
  return (request) => compiled.decide(request, createMemory());
}

/** Requests that rules are for, and others, in an order that only looks random. */
function mixedTraffic(own: readonly ScenarioRequest[]): readonly ScenarioRequest[] {
  const plain = document.operations.map(requestTo);
  let state = 1;
  return Array.from({ length: REQUESTS }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const from = index % 3 === 0 ? plain : own;
    return from[state % from.length] as ScenarioRequest;
  });
}

function requestFor(rule: ScenarioRule, { payloads = [] }: ScenarioPack): ScenarioRequest {
  for (const entry of document.operations) {
    const plain = withAskedHeaders(requestTo(entry), rule.match ?? {});
    const candidates = [plain, ...payloads.flatMap((payload) => carryingInTurn(plain, payload))];
    const found = candidates.find((request) => decideAlone(rule, request) !== undefined);
    if (found !== undefined) return found;
  }
  throw new Error(`No request for ${JSON.stringify(rule)}`);
}

/** The same scenario with a rule that takes no request, so that the others draw the same numbers. */
function without(scenario: Scenario, index: number): Scenario {
  return { ...scenario, rules: scenario.rules.with(index, { match: { method: 'NONE' }, delay: 1 }) };
}

/** The place of the first request at which two scenarios differ; undefined where none does. */
function firstDifference(
  [one, other]: readonly [Scenario, Scenario],
  requests: readonly ScenarioRequest[],
): number | undefined {
  const others = decisions(other, requests);
  let index = 0;
  for (const decision of decisions(one, requests)) {
    if (decision !== others.next().value) return index;
    index += 1;
  }
  return undefined;
}
