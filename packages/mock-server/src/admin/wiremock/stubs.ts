import type { CompiledScenario, Decision, Scenario, ScenarioMemory, ScenarioRequest } from '@mockloop/scenarios';
import type { ReadyDecision } from '../../behaviour/decide.ts';
import { ScenarioView } from '../../behaviour/scenario-view.ts';
import { type World, WorldLimitError } from '../../worlds/world.ts';
import { compileRequestPattern, type RequestSubject, type RequestTest } from './request-pattern.ts';
import { type StubAnswer, stubAnswer } from './stub-answer.ts';
import type { StubMapping } from './stub-mapping.ts';
import { subjectOfExchange } from './subject.ts';

interface Stub {
  readonly mapping: StubMapping;
  readonly tests: readonly RequestTest[];
  readonly answer: StubAnswer;
}

export const STUBS = 'wiremock';
export const FIRST_STATE = 'Started';
const DEFAULT_PRIORITY = 5;
/** Each request is held against all of them. */
export const MAX_STUBS = 10_000;

/** A stub that a request just missed. */
export interface NearMiss {
  readonly mapping: StubMapping;
  /** Share of its conditions that the request does not meet, 0 to 1. */
  readonly distance: number;
  /** Their names. */
  readonly missed: readonly string[];
}

/** The WireMock stubs of one world: an override like any other, which never changes; with one more it is another. */
export class Stubs implements CompiledScenario {
  readonly scenario: Scenario = { name: STUBS, type: 'functional_testing', rules: [] };
  readonly memoryPrefix = '';
  readonly #seed: string;
  /** In the order in which they are asked: by priority, the newest first. */
  readonly #stubs: readonly Stub[];

  constructor(seed: string, stubs: readonly Stub[] = []) {
    this.#seed = seed;
    this.#stubs = stubs;
  }

  /** Those of a world. */
  static of(world: World, seed: string): Stubs {
    const own = world.state.overrides.find((one) => one instanceof Stubs);
    return own instanceof Stubs ? own : new Stubs(seed);
  }

  get mappings(): readonly StubMapping[] {
    return this.#stubs.map(({ mapping }) => mapping);
  }

  /**
   * With more stubs, the last of which is the newest; those of the same ids are replaced.
   *
   * @throws {TypeError} for a pattern that cannot be run.
   * @throws {WorldLimitError} where there would be too many.
   */
  with(...mappings: readonly StubMapping[]): Stubs {
    const added = new Map(mappings.map((mapping) => [mapping.id, mapping]));
    const others = this.#stubs.filter(({ mapping }) => !added.has(mapping.id));
    if (added.size + others.length > MAX_STUBS)
      throw new WorldLimitError(`A world has at most ${MAX_STUBS} stub mappings. Delete some first.`);
    const stubs = [...added.values()].reverse().map((mapping) => ({
      mapping,
      tests: compileRequestPattern(mapping.request),
      answer: stubAnswer(mapping, this.#seed),
    }));
    return new Stubs(
      this.#seed,
      [...stubs, ...others].toSorted((a, b) => priorityOf(a) - priorityOf(b)),
    );
  }

  without(isGone: (mapping: StubMapping) => boolean): Stubs {
    return new Stubs(
      this.#seed,
      this.#stubs.filter(({ mapping }) => !isGone(mapping)),
    );
  }

  decide(request: ScenarioRequest, memory: ScenarioMemory): Decision | ReadyDecision {
    const subject = request instanceof ScenarioView ? subjectOfExchange(request.exchange) : undefined;
    const found =
      subject && this.#stubs.find((stub) => isDue(stub, memory) && stub.tests.every(({ test }) => test(subject)));
    if (found === undefined) {
      const passed = this.#stubs.length === 0 ? [] : [`none of ${this.#stubs.length} stubs matches`];
      return { delayMs: 0, headers: [], isLimited: false, passed };
    }
    const { mapping, answer: ready } = found;
    const { scenarioName, newScenarioState } = mapping;
    if (scenarioName !== undefined && newScenarioState !== undefined)
      memory.set(stateKey(scenarioName), newScenarioState);
    return {
      rule: 0,
      why: `stub ${mapping.id}`,
      answer: ready.answer,
      fault: ready.fault,
      delayMs: ready.delayMs(request, memory),
      headers: [],
      isLimited: false,
      passed: [],
    };
  }

  /** The stubs that a request comes nearest to, without those that it meets. */
  nearMisses(subject: RequestSubject, limit: number): NearMiss[] {
    return this.#stubs
      .map(({ mapping, tests }) => {
        const missed = tests.filter(({ test }) => !test(subject)).map(({ name }) => name);
        return { mapping, missed, distance: missed.length / Math.max(1, tests.length) };
      })
      .filter(({ distance }) => distance > 0)
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, limit);
  }
}

function priorityOf({ mapping }: Stub): number {
  return mapping.priority ?? DEFAULT_PRIORITY;
}

function isDue({ mapping: { scenarioName, requiredScenarioState } }: Stub, memory: ScenarioMemory): boolean {
  if (scenarioName === undefined || requiredScenarioState === undefined) return true;
  return (memory.get(stateKey(scenarioName)) ?? FIRST_STATE) === requiredScenarioState;
}

/** Under which the state of one of WireMock's scenarios is remembered. */
export function stateKey(scenarioName: string): string {
  return `state ${scenarioName}`;
}
