import type { LoadProfile, Scenario, ScenarioRule, ScenarioType, Threshold } from '../scenario.ts';

/** The original shape, as `scenario.schema.json` has it. */
export interface OriginalScenario {
  readonly scenario_name: string;
  readonly description?: string;
  readonly scenario_type: ScenarioType | 'stress_testing' | 'spike_testing' | 'endurance_testing';
  readonly endpoints: readonly OriginalEndpoint[];
  readonly test_parameters?: {
    readonly concurrent_users?: number;
    readonly duration_seconds?: number;
    readonly ramp_up_time?: number;
    readonly error_rate_threshold?: number;
  };
  readonly validation_rules?: readonly OriginalValidationRule[];
}

interface OriginalEndpoint {
  readonly path: string;
  readonly method?: string;
  readonly response_config: {
    readonly status_code?: number;
    readonly response_time_ms?: number;
    readonly response_data?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

interface OriginalValidationRule {
  readonly rule_type?: string;
  readonly condition?: string;
  readonly expected_value?: unknown;
}

/** Reads the original shape as what it means: a rule for each endpoint, a load profile, and thresholds. */
export function fromOriginal(original: OriginalScenario): Scenario {
  const { scenario_name: name, scenario_type: type, description, test_parameters, validation_rules = [] } = original;
  const thresholds = [...errorRate(test_parameters), ...validation_rules.flatMap(toThreshold)];
  return {
    name,
    ...(description === undefined ? {} : { description }),
    type: isPerformance(type) ? 'performance_testing' : type,
    rules: original.endpoints.map(toRule),
    ...(validation_rules.length === 0 ? {} : { test_plan: { validation_rules } }),
    ...(test_parameters === undefined ? {} : { load_profile: toLoadProfile(test_parameters) }),
    ...(thresholds.length === 0 ? {} : { thresholds }),
  };
}

function isPerformance(
  type: OriginalScenario['scenario_type'],
): type is 'stress_testing' | 'spike_testing' | 'endurance_testing' {
  return type === 'stress_testing' || type === 'spike_testing' || type === 'endurance_testing';
}

function toRule({ path, method, response_config }: OriginalEndpoint): ScenarioRule {
  const { status_code: status, response_time_ms: delay, response_data: body, headers } = response_config;
  return {
    match: defined({ method, path }),
    respond: defined({ status, headers, body }),
    ...defined({ delay }),
  };
}

function toLoadProfile(parameters: NonNullable<OriginalScenario['test_parameters']>): LoadProfile {
  const { concurrent_users, duration_seconds, ramp_up_time: ramp_up_seconds } = parameters;
  return defined({ concurrent_users, duration_seconds, ramp_up_seconds });
}

function errorRate(parameters: OriginalScenario['test_parameters']): Threshold[] {
  const value = parameters?.error_rate_threshold;
  return value === undefined ? [] : [{ metric: 'error_rate', operator: '<=', value }];
}

/** The conditions of the original that bound a figure; its others say nothing that a run could be held to. */
function toThreshold({ condition = '', expected_value: value }: OriginalValidationRule): Threshold[] {
  if (typeof value !== 'number') return [];
  const [, figure] = /^(max|avg|p\d{1,2})_response_time_ms$/.exec(condition) ?? [];
  if (figure !== undefined) return [{ metric: `${figure}_ms`, operator: '<=', value }];
  if (condition === 'min_requests_per_second') return [{ metric: 'requests_per_second', operator: '>=', value }];
  return condition === 'max_error_rate' ? [{ metric: 'error_rate', operator: '<=', value }] : [];
}

/** Without the members that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** Where the members of a scenario stand in the original shape. */
const PLACES: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/^\/rules\/(\d+)\/match(?=\/|$)/, '/endpoints/$1'],
  [/^\/rules\/(\d+)\/respond\/status(?=\/|$)/, '/endpoints/$1/response_config/status_code'],
  [/^\/rules\/(\d+)\/respond\/body(?=\/|$)/, '/endpoints/$1/response_config/response_data'],
  [/^\/rules\/(\d+)\/respond(?=\/|$)/, '/endpoints/$1/response_config'],
  [/^\/rules\/(\d+)\/delay(?=\/|$)/, '/endpoints/$1/response_config/response_time_ms'],
  [/^\/rules(?=\/|$)/, '/endpoints'],
  [/^\/name$/, '/scenario_name'],
  [/^\/type$/, '/scenario_type'],
];

/** A JSON Pointer into a scenario as one into the original shape that it was read from. */
export function toOriginalPointer(pointer: string): string {
  const [pattern, replacement] = PLACES.find(([place]) => place.test(pointer)) ?? [/^/, ''];
  return pointer.replace(pattern, replacement);
}
