import { readScenario, type Scenario, type ScenarioProblem, validateScenario } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ScenarioFinding } from './scenario-argument.ts';
import type { ValidateScenarioConfigInput, ValidateScenarioConfigResult } from './validate-scenario-config.ts';

export async function runValidateScenarioConfig(
  args: ValidateScenarioConfigInput,
  context: ToolContext,
): Promise<ValidateScenarioConfigResult> {
  const { scenario_config: config, strict_validation: isStrict = true } = args;
  const document = await documentOf(args, context);
  const problems = validateScenario(config, { document });
  const errors = findings(problems, 'error');
  const { scenario } = readScenario(config);
  return {
    status: 'success',
    valid: errors.length === 0,
    ...(scenario !== undefined && describe(scenario, errors.length === 0)),
    errors,
    warnings: isStrict ? findings(problems, 'warning') : [],
    checked_against: document && { title: document.info.title, operations: document.operations.length },
  };
}

/** What it is compared with: nothing where nothing is named. */
async function documentOf(args: ValidateScenarioConfigInput, context: ToolContext): Promise<ApiDocument | undefined> {
  const { check_endpoints: isWanted = true, server_url: serverUrl, openapi_spec: document } = args;
  if (!isWanted || (serverUrl === undefined && document === undefined)) return undefined;
  return await readDocument(document, { argument: '/openapi_spec', serverUrl }, context);
}

function findings(problems: readonly ScenarioProblem[], severity: ScenarioProblem['severity']): ScenarioFinding[] {
  return problems.filter((problem) => problem.severity === severity).map(({ severity: _, ...finding }) => finding);
}

/** Of a scenario that is shown again, as JSON. */
const MAX_CONFIG = 20_000;

function describe(scenario: Scenario, isValid: boolean): Partial<ValidateScenarioConfigResult> {
  const { name, type, rules } = scenario;
  const isShort = isValid && JSON.stringify(scenario).length <= MAX_CONFIG;
  return {
    scenario_name: name,
    scenario_type: type,
    rules: rules.length,
    ...(isShort && { validated_config: { ...scenario } }),
  };
}
