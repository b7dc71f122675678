import type { Scenario } from '@mockloop/scenarios';
import * as z from 'zod';
import { inlineText } from '../inline-text.ts';
import { findingLine, type ScenarioFinding, scenarioFinding } from '../scenarios/scenario-argument.ts';
import { type AnswerSource, sourceFields } from './answer-source.ts';
import { scenarioField } from './scenario-field.ts';

/** What is known of a drafted scenario beside itself. */
export interface DraftDetails {
  readonly scenario_name: string;
  readonly rules: number;
  /** The first 50 operations that its rules are for. */
  readonly operations: readonly string[];
  readonly total_operations: number;
  /** What was decided and why, and what was left out. */
  readonly notes: readonly string[];
}

/** Scenarios that were written for a document; each can be deployed as it is. */
export interface DraftedScenarios extends AnswerSource {
  readonly status: 'success';
  readonly scenario_configs: readonly Scenario[];
  /** Of the computed scenarios. */
  readonly details: readonly DraftDetails[];
  /** What validation has to say of the scenarios, though it lets them pass; the first 20. */
  readonly warnings: readonly ScenarioFinding[];
}

type DraftedFields = {
  readonly [Name in keyof Omit<DraftedScenarios, keyof AnswerSource>]-?: z.ZodType<
    DraftedScenarios[Name],
    DraftedScenarios[Name]
  >;
} & typeof sourceFields;

const details: z.ZodType<DraftDetails, DraftDetails> = z.object({
  scenario_name: z.string(),
  rules: z.number(),
  operations: z.array(z.string()),
  total_operations: z.number(),
  notes: z.array(z.string()),
});

/** The same in the words of an output schema. */
export const draftedFields: DraftedFields = {
  status: z.literal('success'),
  ...sourceFields,
  scenario_configs: z.array(scenarioField),
  details: z.array(details),
  warnings: z.array(scenarioFinding) as z.ZodType<readonly ScenarioFinding[], readonly ScenarioFinding[]>,
};

/** Characters of scenarios that a model reads. */
const MAX_SHOWN = 18_000;

/** What a model reads of drafted scenarios: notes, and the scenarios themselves, so that they can be deployed. */
export function summarizeDrafts({
  note,
  scenario_configs: scenarios,
  details: list,
  warnings,
}: DraftedScenarios): string {
  const json = JSON.stringify(scenarios.length === 1 ? scenarios[0] : scenarios);
  return [
    ...(note === undefined ? [] : [note]),
    ...list.map(({ scenario_name: name, rules, total_operations: total, notes }) =>
      inlineText(`"${name}": ${rules} rules for ${total} operations. ${notes.join(' ')}`.trim(), 1_500),
    ),
    ...warnings.map((warning) => `Odd, ${findingLine(warning)}`),
    'Next: deploy_scenario with each.',
    json.length <= MAX_SHOWN
      ? json
      : `The scenarios come to ${json.length} characters: they are in structuredContent.scenario_configs. Name fewer endpoints to have them here.`,
  ].join('\n');
}
