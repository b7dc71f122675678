import type { ApiDocument } from '@mockloop/spec-parser';
import { bindPack } from '../packs/bind-pack.ts';
import { builtInPacks } from '../packs/built-in-packs.ts';
import type { OperationTraits } from '../packs/operation-traits.ts';
import type { PackScenario } from '../packs/pack.ts';
import type { LoadProfile, Scenario, ScenarioType } from '../scenario.ts';
import { draftErrors } from './draft-errors.ts';
import { draftFunctional } from './draft-functional.ts';
import { draftLoad, draftSaturation } from './draft-load.ts';
import { draftSecurity } from './draft-security.ts';
import { draftWorkflow } from './draft-workflow.ts';
import { type DraftedRules, type Drafting, inDocumentOrder, leftOutNotes, startDraft, widest } from './drafting.ts';
import { type LoadParameters, saysAnything, toLoadProfile, toThresholds } from './load-parameters.ts';
import type { DraftScope, ScenarioDraft } from './scenario-draft.ts';

export interface DraftScenarioOptions extends DraftScope {
  readonly type: ScenarioType;
  /** Default: that of the type, e.g. `load-testing`. */
  readonly name?: string | undefined;
  /** What is not given has a default where the type is about load. */
  readonly parameters?: LoadParameters | undefined;
}

/**
 * A scenario of a type for the operations of a document, which validates against it. The same input gives the same draft.
 *
 * @returns `undefined` where the document offers nothing for the type, e.g. no resource that lives through a workflow.
 */
export function draftScenario(document: ApiDocument, options: DraftScenarioOptions): ScenarioDraft | undefined {
  const { type, name = type.replaceAll('_', '-'), parameters = {} } = options;
  const drafting = startDraft(document, options);
  if (drafting.included.length === 0) return undefined;
  const wanted = { ...DEFAULTS[type], ...defined(parameters) };
  const drafted = DRAFTS[type](drafting, wanted);
  if (drafted === undefined || drafted.rules.length === 0) return undefined;
  const { rules, operations, description, notes = [], load_profile } = drafted;
  const isAboutLoad = DEFAULTS[type] !== undefined || saysAnything(parameters);
  const thresholds = toThresholds(wanted);
  const scenario: Scenario = {
    name,
    description,
    type,
    rules,
    ...(isAboutLoad && { load_profile: load_profile ?? toLoadProfile(wanted) }),
    ...(thresholds.length > 0 && { thresholds }),
  };
  return { scenario, operations: inDocumentOrder(operations, drafting), notes: [...notes, ...leftOutNotes(drafting)] };
}

const DEFAULTS: Readonly<Partial<Record<ScenarioType, LoadParameters>>> = {
  load_testing: {
    requestsPerSecond: 50,
    durationSeconds: 300,
    rampUpSeconds: 60,
    maxResponseMs: 500,
    maxErrorRate: 0.01,
  },
  performance_testing: { requestsPerSecond: 50, durationSeconds: 300, maxResponseMs: 500 },
};

interface Drafted extends DraftedRules {
  readonly description: string | undefined;
  readonly notes?: readonly string[];
  readonly load_profile?: LoadProfile;
}

type Draft = (drafting: Drafting, parameters: LoadParameters) => Drafted | undefined;

const DRAFTS: Readonly<Record<ScenarioType, Draft>> = {
  functional_testing: (drafting) => ({
    description:
      'The usual answers, and the edges that the document itself allows: unknown ids, empty lists, conflicts, sparse and extreme bodies.',
    ...draftFunctional(drafting),
  }),
  load_testing: (drafting, parameters) => ({
    description: 'Latencies with a realistic spread, for a run under steady load.',
    ...draftLoad(drafting, parameters),
  }),
  performance_testing: (drafting, parameters) => ({
    description: 'An API that grows slower as the load rises, and refuses requests once it is saturated.',
    ...draftSaturation(drafting, parameters),
  }),
  error_simulation: (drafting) => {
    const { mixed } = draftErrors(drafting.document, scopeOf(drafting.included));
    return partsOf(mixed);
  },
  security_testing: (drafting) => {
    const { hardened } = draftSecurity(drafting.document, {
      ...scopeOf(drafting.included),
      focus: ['authentication', 'authorization', 'input_validation', 'rate_limiting'],
    });
    return partsOf(hardened);
  },
  chaos: (drafting) =>
    fromPacks(drafting, [
      ['scenario-pack://error-simulation/5xx-server-errors', 'flaky'],
      ['scenario-pack://error-simulation/network-timeouts', 'connections-reset'],
      ['scenario-pack://error-simulation/network-timeouts', 'broken-bodies'],
    ]),
  workflow: draftWorkflow,
};

function partsOf({ scenario: { rules, description }, operations, notes }: ScenarioDraft): Drafted {
  return { rules, description, operations, notes };
}

/** Scenarios of built-in packs, one after the other, as one. */
function fromPacks(drafting: Drafting, wanted: readonly (readonly [uri: string, name: string])[]): Drafted | undefined {
  const scenarios: readonly PackScenario[] = wanted.flatMap(
    ([uri, name]) => builtInPacks.find((pack) => pack.uri === uri)?.scenarios.filter((one) => one.name === name) ?? [],
  );
  const drafted = widest(drafting, (operations) => {
    const { scenarios: bound, bound: places } = bindPack({ scenarios }, drafting.document, scopeOf(operations));
    return { rules: bound.flatMap(({ rules }) => rules), operations: places.flatMap((place) => place.operations) };
  });
  if (drafted.rules.length === 0) return undefined;
  return {
    ...drafted,
    description: scenarios.map(({ description }) => description).join(' '),
    notes: [`From ${wanted.map(([uri, name]) => `${uri}, ${name}`).join('; ')}.`],
  };
}

function scopeOf(operations: readonly OperationTraits[]): DraftScope {
  const keys = new Set(operations.map(({ entry }) => entry.key));
  return { include: ({ key }) => keys.has(key) };
}

function defined(parameters: LoadParameters): LoadParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
