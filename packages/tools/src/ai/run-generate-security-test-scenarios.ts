import { draftSecurity, type SecurityFocus } from '@mockloop/scenarios';
import { nearestName } from '@mockloop/schema';
import type { ApiDocument } from '@mockloop/spec-parser';
import { inlineText } from '../inline-text.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { factsOf } from './analysis/document-facts.ts';
import { OWASP, type OwaspId } from './analysis/owasp.ts';
import { describeDraft, warningsOf } from './describe-draft.ts';
import type {
  GenerateSecurityTestScenariosInput,
  GenerateSecurityTestScenariosResult,
} from './generate-security-test-scenarios.ts';
import { operationLines } from './operation-lines.ts';
import { readApiSpec } from './read-api-spec.ts';
import { refineScenarios } from './refine-scenarios.ts';
import { complianceItem, REQUIREMENTS, requirementOf } from './security/compliance.ts';
import { writeCases } from './security/write-cases.ts';

/** What a model is asked to do with the scenarios. */
export const SECURITY_TASK =
  'Refine these security scenarios of a mock: keep their names and types, and which of them withstands and which falls; make their answers those that this API would give. Match only requests that carry what the rule looks for.';

const DEFAULT_FOCUS: readonly SecurityFocus[] = [
  'authentication',
  'authorization',
  'input_validation',
  'rate_limiting',
  'data_exposure',
];

export async function runGenerateSecurityTestScenarios(
  args: GenerateSecurityTestScenariosInput,
  context: ToolContext,
): Promise<GenerateSecurityTestScenariosResult> {
  const requirements = requirementsOf(args.compliance_requirements ?? []);
  const document = await readApiSpec(args, context);
  const computed = computeSecurityTests({ ...args, compliance_requirements: requirements }, document);
  const { answer, source, note } = await refineScenarios(
    computed.scenario_configs,
    {
      isWanted: args.use_sampling ?? false,
      document,
      task: SECURITY_TASK,
      facts: () => ({ operations: operationLines({ document }) }),
    },
    context,
  );
  return { ...computed, source, note, scenario_configs: answer, warnings: warningsOf(answer, document) };
}

/** @throws {MockLoopError} `INVALID_DOCUMENT` where the document has no place for any focus; `INVALID_ARGUMENTS` */
export function computeSecurityTests(
  args: GenerateSecurityTestScenariosInput,
  document: ApiDocument,
): GenerateSecurityTestScenariosResult {
  const { security_focus: focus = DEFAULT_FOCUS, max_cases: maxCases = 30 } = args;
  const requirements = requirementsOf(args.compliance_requirements ?? []);
  const { hardened, vulnerable, unused } = draftSecurity(document, { focus });
  const drafts = [hardened, vulnerable].filter(({ scenario }) => scenario.rules.length > 0);
  if (drafts.length === 0)
    throw new MockLoopError('INVALID_DOCUMENT', `"${inlineText(document.info.title)}" has no place for such tests.`, {
      problems: unused.map(({ focus: name, reason }) => ({
        pointer: `/security_focus/${focus.indexOf(name)}`,
        detail: reason,
      })),
      advice:
        'Ask for another security_focus; rate_limiting and data_exposure have a place in any API with operations.',
    });
  const cases = writeCases(factsOf(document), { focus, maxCases });
  const byFocus = new Map([...Map.groupBy(cases, (one) => one.focus)].map(([name, list]) => [name, list.length]));
  const scenarios = drafts.map(({ scenario }) => scenario);
  return {
    status: 'success',
    source: 'computed',
    scenario_configs: scenarios,
    details: drafts.map(describeDraft),
    warnings: warningsOf(scenarios, document),
    test_cases: cases,
    owasp_coverage: (Object.keys(OWASP) as OwaspId[]).map((id) => ({
      id,
      title: OWASP[id],
      cases: cases.filter(({ owasp }) => owasp === id).length,
    })),
    compliance: requirements.flatMap((requirement) => complianceItem(requirement, byFocus) ?? []),
    unused_focus: unused,
  };
}

/** @throws {MockLoopError} `INVALID_ARGUMENTS` */
function requirementsOf(names: readonly string[]): readonly string[] {
  const known = names.map((name, index) => ({ name, index, requirement: requirementOf(name) }));
  const unknown = known.filter(({ requirement }) => requirement === undefined);
  if (unknown.length > 0)
    throw new MockLoopError('INVALID_ARGUMENTS', 'Not all compliance_requirements are known.', {
      problems: unknown.map(({ name, index }) => {
        const nearest = nearestName(name, REQUIREMENTS);
        return {
          pointer: `/compliance_requirements/${index}`,
          detail: `${JSON.stringify(name)} is not known.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
        };
      }),
      advice: `Known are ${REQUIREMENTS.join(', ')}.`,
    });
  return [...new Set(known.flatMap(({ requirement }) => requirement ?? []))];
}
