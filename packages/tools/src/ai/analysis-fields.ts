import type { ScenarioType } from '@mockloop/scenarios';
import * as z from 'zod';
import type { ApiAnalysis } from './analysis/analyze-document.ts';
import type { RiskArea } from './analysis/assess-risks.ts';
import { OWASP, type OwaspId } from './analysis/owasp.ts';
import type { ApiSummary } from './analysis/summarize-api.ts';
import type { TestableScenario } from './analysis/testable-scenarios.ts';

const SCENARIO_TYPES = [
  'load_testing',
  'error_simulation',
  'security_testing',
  'functional_testing',
  'performance_testing',
  'chaos',
  'workflow',
] as const;

/** Types of scenarios in the words of an input schema. */
export const scenarioTypeField: z.ZodEnum<{ [Type in (typeof SCENARIO_TYPES)[number]]: Type }> = z.enum(SCENARIO_TYPES);

/** Several of them. Their names are in the schema of one, so this one does without. */
export const scenarioTypesField: z.ZodType<readonly ScenarioType[], readonly ScenarioType[]> = z
  .array(
    z.string().refine((name) => SCENARIO_TYPES.some((type) => type === name), `one of ${SCENARIO_TYPES.join(', ')}`),
  )
  .min(1)
  .max(SCENARIO_TYPES.length) as unknown as z.ZodType<readonly ScenarioType[], readonly ScenarioType[]>;

const category = z.enum(['functional', 'performance', 'security']);

const apiSummary: z.ZodType<ApiSummary, ApiSummary> = z.object({
  title: z.string(),
  version: z.string(),
  openapi_version: z.string(),
  total_operations: z.number(),
  total_endpoints: z.number(),
  methods: z.record(z.string(), z.number()),
  servers: z.array(z.string()),
  authentication_methods: z.array(
    z.object({ name: z.string(), type: z.string(), detail: z.string(), operations: z.number() }),
  ),
  operations_without_authentication: z.number(),
  data_models: z.array(z.string()),
  total_data_models: z.number(),
  resources: z.array(z.string()),
  total_resources: z.number(),
  deprecated_operations: z.number(),
  webhooks: z.number(),
});

/** What is worth testing, in the words of an output schema. */
export const testableScenarioField: z.ZodType<TestableScenario, TestableScenario> = z.object({
  name: z.string(),
  scenario_type: scenarioTypeField,
  category,
  priority: z.enum(['high', 'medium', 'low']),
  description: z.string(),
  endpoints_involved: z.array(z.string()),
  total_endpoints: z.number(),
  test_complexity: z.enum(['simple', 'moderate', 'complex']),
  estimated_requests: z.number().optional(),
  next: z.object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) }),
});

/** A risk, in the words of an output schema. */
export const riskAreaField: z.ZodType<RiskArea, RiskArea> = z.object({
  area: z.string(),
  category,
  risk_level: z.enum(['low', 'medium', 'high', 'critical']),
  description: z.string(),
  mitigation_suggestions: z.array(z.string()),
  owasp: z.enum(Object.keys(OWASP) as OwaspId[]).optional(),
  cwe: z.array(z.string()).optional(),
  evidence: z.array(
    z.object({
      pointer: z.string(),
      file: z.string().optional(),
      operation: z.string().optional(),
      detail: z.string(),
    }),
  ),
  total_evidence: z.number(),
});

type AnalysisFields = { readonly [Name in keyof ApiAnalysis]: z.ZodType<ApiAnalysis[Name], ApiAnalysis[Name]> };

/** An analysis, in the words of an output schema. */
export const analysisFields: AnalysisFields = {
  summary: z.string(),
  api_summary: apiSummary,
  testable_scenarios: z.array(testableScenarioField),
  risk_areas: z.array(riskAreaField),
};
