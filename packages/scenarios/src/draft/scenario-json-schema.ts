import schema from '../../scenario.schema.json' with { type: 'json' };

/** A JSON Schema (2020-12) with its definitions. */
export interface ScenarioJsonSchema {
  readonly $defs: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}

/** The published schema of scenarios without the original shape: what whoever writes a scenario anew has to know. */
export function scenarioJsonSchema(): ScenarioJsonSchema {
  const { scenario, ...others } = schema.$defs;
  const definitions = Object.entries(others).filter(([name]) => !name.startsWith('original_'));
  return { ...scenario, $defs: Object.fromEntries(definitions) };
}
