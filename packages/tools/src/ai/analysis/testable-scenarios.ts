import { type OperationTraits, resourcesOf, type ScenarioType } from '@mockloop/scenarios';
import { inlineText } from '../../inline-text.ts';
import type { DocumentFacts, OperationFacts } from './document-facts.ts';
import type { RiskCategory } from './risk.ts';

/** Something that is worth testing, and how to begin. */
export interface TestableScenario {
  /** Stable, kebab-case; of a resource with its path, e.g. `lifecycle /pets`. */
  readonly name: string;
  readonly scenario_type: ScenarioType;
  readonly priority: 'high' | 'medium' | 'low';
  readonly description: string;
  /** The first of them. */
  readonly endpoints_involved: readonly string[];
  readonly total_endpoints: number;
  /** `simple`: requests that stand for themselves. `moderate`: requests with prepared input. `complex`: sequences of requests, or several callers. */
  readonly test_complexity: 'simple' | 'moderate' | 'complex';
  /** How many requests it takes to try each case once: counted, as `description` says. Absent for load, which is a matter of time. */
  readonly estimated_requests?: number | undefined;
  readonly category: RiskCategory;
  /** The call that drafts it. */
  readonly next: { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> };
}

export interface TestableScenariosOptions {
  readonly categories: ReadonlySet<RiskCategory>;
  /** Operations that are told of each, and given to the call that drafts it. */
  readonly maxEndpoints: number;
  /** Resources whose lives are told. */
  readonly maxResources: number;
}

/** What is worth testing of an API, the most important first. */
export function testableScenarios(
  facts: DocumentFacts,
  { categories, maxEndpoints, maxResources }: TestableScenariosOptions,
): readonly TestableScenario[] {
  const lifecycles = lifecyclesOf(facts).slice(0, maxResources);
  return [...lifecycles, ...KINDS.flatMap((kind) => candidateOf(kind, facts))]
    .filter(({ category }) => categories.has(category))
    .map(({ operations, requests, tool, focus, ...rest }) => {
      const keys = operations
        .map(({ key }) => key)
        .filter((key) => key.length <= 500)
        .slice(0, maxEndpoints);
      return {
        ...rest,
        endpoints_involved: keys,
        total_endpoints: operations.length,
        ...(requests !== undefined && { estimated_requests: requests }),
        next: { tool, arguments: nextArguments({ tool, focus, type: rest.scenario_type }, keys) },
      };
    })
    .toSorted((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
}

const PRIORITIES: readonly TestableScenario['priority'][] = ['high', 'medium', 'low'];

type Tool = 'generate_scenario_config' | 'generate_error_scenarios' | 'generate_security_test_scenarios';

interface Next {
  readonly tool: Tool;
  readonly focus: string | undefined;
  readonly type: ScenarioType;
}

function nextArguments({ tool, focus, type }: Next, endpoints: readonly string[]): Readonly<Record<string, unknown>> {
  if (tool === 'generate_security_test_scenarios') return focus === undefined ? {} : { security_focus: [focus] };
  if (tool === 'generate_error_scenarios') return { api_endpoints: endpoints };
  return { scenario_type: type, endpoints };
}

interface Candidate
  extends Omit<TestableScenario, 'endpoints_involved' | 'total_endpoints' | 'estimated_requests' | 'next'> {
  readonly operations: readonly OperationFacts[];
  readonly requests: number | undefined;
  readonly tool: Tool;
  readonly focus: string | undefined;
}

interface Kind extends Omit<Candidate, 'operations' | 'description' | 'requests' | 'tool' | 'focus'> {
  readonly holds: (operation: OperationFacts) => boolean;
  /** Requests for one operation; absent for load. */
  readonly requests?: (operation: OperationFacts) => number;
  /** Continues after the number of operations. */
  readonly describe: (operations: readonly OperationFacts[], requests: number) => string;
  readonly tool?: Tool;
  readonly focus?: string;
}

function candidateOf(
  { holds, requests, describe, tool = 'generate_scenario_config', focus, ...kind }: Kind,
  facts: DocumentFacts,
): readonly Candidate[] {
  const operations = facts.operations.filter(holds);
  if (operations.length === 0) return [];
  const total =
    requests === undefined ? undefined : operations.reduce((sum, operation) => sum + requests(operation), 0);
  return [{ ...kind, operations, requests: total, tool, focus, description: describe(operations, total ?? 0) }];
}

const declaredErrors = ({ traits }: OperationFacts): number =>
  traits.statuses.filter((status) => /^[45]/.test(status)).length;

const requiredFields = ({ requestFields }: OperationFacts): number =>
  requestFields.filter(({ path }) => !/[.[]/.test(path)).length;

const one = (): number => 1;

const KINDS: readonly Kind[] = [
  {
    name: 'contract',
    scenario_type: 'functional_testing',
    category: 'functional',
    priority: 'high',
    test_complexity: 'simple',
    holds: ({ traits }) => traits.success !== undefined,
    requests: one,
    describe: ({ length }) =>
      `${length} operations answer in JSON that a schema describes: call each once and compare the answer with its schema.`,
  },
  {
    name: 'body-validation',
    scenario_type: 'functional_testing',
    category: 'functional',
    priority: 'high',
    test_complexity: 'moderate',
    holds: ({ traits }) => traits.hasBody,
    requests: (operation) => 2 + 2 * requiredFields(operation),
    describe: ({ length }) =>
      `${length} operations take a body: one that is valid, one that is none, and for each property one without it and one with another type.`,
  },
  {
    name: 'unknown-ids',
    scenario_type: 'functional_testing',
    category: 'functional',
    priority: 'medium',
    test_complexity: 'simple',
    holds: ({ traits }) => traits.takesId,
    requests: () => 2,
    describe: ({ length }) => `${length} operations take an id: one that nothing has, and one of the wrong form.`,
  },
  {
    name: 'declared-errors',
    scenario_type: 'error_simulation',
    category: 'functional',
    priority: 'high',
    test_complexity: 'moderate',
    tool: 'generate_error_scenarios',
    holds: (operation) => declaredErrors(operation) > 0,
    requests: declaredErrors,
    describe: ({ length }, requests) =>
      `${length} operations declare ${requests} errors: see that clients cope with each.`,
  },
  {
    name: 'paging',
    scenario_type: 'functional_testing',
    category: 'functional',
    priority: 'medium',
    test_complexity: 'moderate',
    holds: ({ traits }) => traits.paged && traits.kinds.has('read'),
    requests: () => 4,
    describe: ({ length }) =>
      `${length} operations answer in pages: the first, the last, one beyond it, and one too large.`,
  },
  {
    name: 'retries',
    scenario_type: 'error_simulation',
    category: 'performance',
    priority: 'medium',
    test_complexity: 'moderate',
    tool: 'generate_error_scenarios',
    holds: ({ traits }) => traits.kinds.has('write'),
    requests: () => 3,
    describe: ({ length }) =>
      `${length} operations write: see that a client tries again after 429 and 503 when it is told to, and that nothing happens twice.`,
  },
  {
    name: 'read-load',
    scenario_type: 'load_testing',
    category: 'performance',
    priority: 'medium',
    test_complexity: 'moderate',
    holds: ({ traits }) => traits.kinds.has('read'),
    describe: ({ length }) => `${length} operations read: load on them tells what a usual day is like.`,
  },
  {
    name: 'heavy-lists',
    scenario_type: 'performance_testing',
    category: 'performance',
    priority: 'medium',
    test_complexity: 'moderate',
    holds: ({ traits }) => traits.kinds.has('list'),
    describe: ({ length }) => `${length} operations answer lists, which grow with the data: find where they saturate.`,
  },
  {
    name: 'network-faults',
    scenario_type: 'chaos',
    category: 'performance',
    priority: 'low',
    test_complexity: 'moderate',
    holds: () => true,
    describe: ({ length }) => `Any of ${length} operations may fail below HTTP: resets, broken bodies, no answer.`,
  },
  {
    name: 'authentication',
    scenario_type: 'security_testing',
    category: 'security',
    priority: 'high',
    test_complexity: 'moderate',
    tool: 'generate_security_test_scenarios',
    focus: 'authentication',
    holds: ({ traits }) => traits.needsAuth,
    requests: () => 3,
    describe: ({ length }) =>
      `${length} operations need credentials: call each without, with malformed and with forged ones.`,
  },
  {
    name: 'object-access',
    scenario_type: 'security_testing',
    category: 'security',
    priority: 'high',
    test_complexity: 'complex',
    tool: 'generate_security_test_scenarios',
    focus: 'authorization',
    holds: ({ traits }) => traits.hasPathParameter,
    requests: () => 2,
    describe: ({ length }) => `${length} operations name an object by its id: ask as its owner and as somebody else.`,
  },
  {
    name: 'injection',
    scenario_type: 'security_testing',
    category: 'security',
    priority: 'medium',
    test_complexity: 'moderate',
    tool: 'generate_security_test_scenarios',
    focus: 'injection',
    holds: ({ traits }) => traits.acceptsQueryText || traits.acceptsBodyText,
    describe: ({ length }) =>
      `${length} operations take free text: send what databases, shells and templates would read.`,
  },
  {
    name: 'mass-assignment',
    scenario_type: 'security_testing',
    category: 'security',
    priority: 'medium',
    test_complexity: 'complex',
    tool: 'generate_security_test_scenarios',
    focus: 'mass_assignment',
    holds: ({ traits }) => traits.hasBody && traits.kinds.has('write'),
    requests: () => 2,
    describe: ({ length }) =>
      `${length} operations write what a body says: send a property that raises rights, and read the object afterwards.`,
  },
];

/** The lives of resources that can be created and read again, those that offer most first. */
function lifecyclesOf({ operations }: DocumentFacts): readonly Candidate[] {
  const byTraits = new Map<OperationTraits, OperationFacts>(
    operations.map((operation) => [operation.traits, operation]),
  );
  return resourcesOf(operations.map(({ traits }) => traits)).flatMap(({ path, operations: own }): Candidate[] => {
    const kinds = (['create', 'list', 'read', 'update', 'replace', 'delete'] as const).filter((kind) =>
      own.some((traits) => traits.kinds.has(kind)),
    );
    const readsItem = own.some(({ takesId, kinds: has }) => takesId && has.has('read'));
    if (!kinds.includes('create') || !readsItem) return [];
    return [
      {
        name: `lifecycle ${inlineText(path)}`,
        scenario_type: 'workflow',
        category: 'functional',
        priority: kinds.includes('delete') ? 'high' : 'medium',
        test_complexity: 'complex',
        description: `${inlineText(path)}: ${kinds.join(', ')}; each step is followed by reading what became of it.`,
        operations: own.flatMap((traits) => byTraits.get(traits) ?? []),
        requests: 2 * kinds.filter((kind) => kind !== 'read').length,
        tool: 'generate_scenario_config',
        focus: undefined,
      },
    ];
  });
}
