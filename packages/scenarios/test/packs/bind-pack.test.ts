import { type ApiDocument, loadDocument, type OperationEntry } from '@mockloop/spec-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type BoundPack,
  type BoundRule,
  bindPack,
  listPacks,
  type Payload,
  readPack,
  type Scenario,
  type ScenarioPack,
  type ScenarioRequest,
  type ScenarioRule,
  validateScenario,
} from '../../src/index.ts';
import { decideAlone } from './support/deciding.ts';
import { documentFiles } from './support/documents.ts';
import { carryingInTurn, operationOf, requestTo, withAskedHeaders } from './support/requests.ts';

const packs = listPacks().packs.flatMap(({ uri }) => readPack(uri) ?? []);

describe.each(documentFiles())('%s', (_, file) => {
  let document: ApiDocument;
  const known = new Map<ScenarioPack, BoundPack>();
  const bind = (pack: ScenarioPack): BoundPack => {
    const found = known.get(pack) ?? bindPack(pack, document);
    known.set(pack, found);
    return found;
  };
  beforeAll(async () => {
    document = await loadDocument(file);
  });

  test.each(packs.map((pack) => [pack.name, pack] as const))('%s binds to it without errors', (__, pack) => {
    const { scenarios } = bind(pack);

    expect(scenarios.length).toBeGreaterThan(0);
    for (const scenario of scenarios) {
      const errors = validateScenario(scenario, { document }).filter(({ severity }) => severity === 'error');
      expect(errors, scenario.name).toEqual([]);
    }
  });

  test.each(packs.map((pack) => [pack.name, pack] as const))(
    'every rule of %s is bound or says why not',
    (__, pack) => {
      const { bound, unbound } = bind(pack);
      const accounted = new Set([...bound, ...unbound].map(({ scenario, rule }) => `${scenario} ${rule}`));
      const all = pack.scenarios.flatMap(({ name, rules }) => rules.map((_rule, index) => `${name} ${index}`));

      expect(all.filter((place) => !accounted.has(place))).toEqual([]);
      for (const { reason } of unbound) expect(reason).toMatch(/^In ".+", .{20,}\.$/s);
      for (const { operations } of bound) expect(operations.length).toBeGreaterThan(0);
    },
  );

  test.each(packs.map((pack) => [pack.name, pack] as const))(
    'each bound rule of %s decides some request to an operation of the document as it says',
    (__, pack) => {
      const { scenarios, bound } = bind(pack);
      for (const scenario of scenarios) {
        for (const [index, rule] of scenario.rules.entries()) {
          const keys = operationsOf(bound, scenario, index).filter((key) => isFor(rule, operationOf(document, key)));
          const request = requestFor(rule, keys.slice(0, 60), { document, pack });
          expect(request, `${scenario.name} rule ${index}: ${JSON.stringify(rule.match)}`).toBeDefined();
          if (request === undefined) continue;
          expectAsSaid(rule, request);
        }
      }
    },
  );
});

function operationsOf(bound: readonly BoundRule[], { name }: Scenario, index: number): readonly string[] {
  const binding = bound.find(
    ({ scenario, first, count }) => scenario === name && index >= first && index < first + count,
  );
  if (binding === undefined) throw new Error(`No binding of rule ${index} of ${name}`);
  return binding.operations;
}

/** Whether a rule is for an operation, as far as its id, method and path say. */
function isFor({ match = {} }: ScenarioRule, { operationId = '', method, path }: OperationEntry): boolean {
  return (
    (match.operation_id === undefined || [match.operation_id].flat().includes(operationId)) &&
    (match.method === undefined || [match.method].flat().includes(method)) &&
    (match.path === undefined || match.path === path)
  );
}

/** The first request, plain or with a payload of the pack, that the rule takes. */
function requestFor(
  rule: ScenarioRule,
  operations: readonly string[],
  { document, pack }: { readonly document: ApiDocument; readonly pack: ScenarioPack },
): ScenarioRequest | undefined {
  for (const key of operations) {
    const plain = withAskedHeaders(requestTo(operationOf(document, key)), rule.match ?? {});
    const found = [plain, ...withPayloads(plain, pack.payloads ?? [])].find(
      (request) => decideAlone(rule, request) !== undefined,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function withPayloads(request: ScenarioRequest, payloads: readonly Payload[]): readonly ScenarioRequest[] {
  return payloads.flatMap((payload) => carryingInTurn(request, payload));
}

function expectAsSaid(rule: ScenarioRule, request: ScenarioRequest): void {
  const decision = decideAlone(rule, request);
  if (rule.rate_limit !== undefined) {
    expect(decision).toMatchObject({ isLimited: true });
    expect(decision?.respond).toEqual(rule.rate_limit.respond);
    return;
  }
  if (rule.respond !== undefined) expect(decision?.respond).toEqual(rule.respond);
  if (rule.fault !== undefined) expect(decision?.fault).toEqual(rule.fault);
  if (rule.sequence !== undefined) {
    const responses = 'responses' in rule.sequence ? rule.sequence.responses : rule.sequence;
    expect(decision?.respond).toEqual(responses[0]);
  }
  if (rule.delay !== undefined) expect(decision?.delayMs).toBeGreaterThan(0);
  const answers = [rule.respond, rule.fault, rule.sequence].some((part) => part !== undefined);
  expect(decision?.rule).toBe(answers ? 1 : undefined);
}
