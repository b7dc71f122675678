import { findOperations } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import * as z from 'zod';
import type { ToolContext } from '../tool-context.ts';
import type { ApiAnalysis } from './analysis/analyze-document.ts';
import { realPointer } from './analysis/real-pointer.ts';
import { riskAreaField, testableScenarioField } from './analysis-fields.ts';
import { type RefinedAnswer, refineAnswer } from './refine-answer.ts';
import { requestText } from './request-text.ts';

/** What a model may refine: everything but what was counted. */
const refined = z.strictObject({
  summary: z.string().min(1).max(4_000),
  testable_scenarios: z.array(testableScenarioField).min(1).max(60),
  risk_areas: z.array(riskAreaField).max(60),
});

export const ANALYSIS_TASK =
  'Refine this analysis of an API for testing: order by what matters for this API, make descriptions say what is particular to it, drop what does not apply, add what was missed. Name only operations and JSON Pointers that are in the facts; a risk is something to test for, not a weakness that was found.';

/** JSON Schema of what a model answers with. */
export function analysisSchema(): object {
  return z.toJSONSchema(refined);
}

/** The analysis, refined by the caller's own model where that is wanted. Operations and pointers that it names must be there. */
export async function refineAnalysis(
  computed: ApiAnalysis,
  { document, isWanted }: { readonly document: ApiDocument; readonly isWanted: boolean },
  context: ToolContext,
): Promise<RefinedAnswer<ApiAnalysis>> {
  return await refineAnswer(
    computed,
    {
      isWanted,
      prompt: () => requestText({ task: ANALYSIS_TASK, facts: computed, schema: analysisSchema() }),
      read: (value) => {
        const parsed = refined.safeParse(value);
        if (!parsed.success) return { reason: firstIssue(parsed.error) };
        const invented = inventedIn(parsed.data, document);
        return invented === undefined
          ? { answer: { ...parsed.data, api_summary: computed.api_summary } }
          : { reason: `It names ${invented.slice(0, 200)}, which the document does not have.` };
      },
    },
    context,
  );
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'it does not fit the schema'}.`;
}

/** The first operation or place that is not there. */
function inventedIn(
  { testable_scenarios: scenarios, risk_areas: risks }: z.output<typeof refined>,
  document: ApiDocument,
): string | undefined {
  const evidence = risks.flatMap((risk) => risk.evidence);
  const names = [
    ...scenarios.flatMap(({ endpoints_involved: endpoints }) => endpoints),
    ...evidence.flatMap(({ operation }) => operation ?? []),
  ];
  const [unknown] = findOperations(document, [...new Set(names)]).unknown;
  if (unknown !== undefined) return unknown.name;
  return evidence.find(({ pointer, file }) => file === undefined && realPointer(document.source, pointer) !== pointer)
    ?.pointer;
}
