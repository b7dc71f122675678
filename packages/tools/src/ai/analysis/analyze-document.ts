import type { ApiDocument } from '@mockloop/spec-parser';
import { inlineText } from '../../inline-text.ts';
import { assessRisks, type RiskArea } from './assess-risks.ts';
import { factsOf } from './document-facts.ts';
import type { RiskCategory } from './risk.ts';
import { type ApiSummary, summarizeApi } from './summarize-api.ts';
import { type TestableScenario, testableScenarios } from './testable-scenarios.ts';

export type TestingFocus = 'comprehensive' | RiskCategory;
export type AnalysisDepth = 'summary' | 'standard' | 'comprehensive';

export interface AnalyzeOptions {
  readonly focus: TestingFocus;
  /** How much is told; what is looked at is always everything. */
  readonly depth: AnalysisDepth;
  readonly includesRisks: boolean;
  readonly includesSecurity: boolean;
}

export interface ApiAnalysis {
  /** In a few sentences. */
  readonly summary: string;
  readonly api_summary: ApiSummary;
  readonly testable_scenarios: readonly TestableScenario[];
  readonly risk_areas: readonly RiskArea[];
}

const DEPTHS: Readonly<
  Record<AnalysisDepth, { readonly maxEndpoints: number; readonly maxResources: number; readonly maxEvidence: number }>
> = {
  summary: { maxEndpoints: 4, maxResources: 2, maxEvidence: 1 },
  standard: { maxEndpoints: 8, maxResources: 5, maxEvidence: 3 },
  comprehensive: { maxEndpoints: 25, maxResources: 25, maxEvidence: 15 },
};

/** What a document says about how its API can be tested and what may be wrong with it. One pass; nothing is sent. */
export function analyzeDocument(document: ApiDocument, options: AnalyzeOptions): ApiAnalysis {
  const { focus, depth, includesRisks, includesSecurity } = options;
  const facts = factsOf(document);
  const bounds = DEPTHS[depth];
  const categories = new Set<RiskCategory>(
    focus === 'comprehensive' ? ['functional', 'performance', 'security'] : [focus],
  );
  const api = summarizeApi(facts);
  const risks = includesRisks ? assessRisks(facts, { ...bounds, categories }) : [];
  const tested = new Set([...categories].filter((category) => category !== 'security' || includesSecurity));
  const scenarios = testableScenarios(facts, { ...bounds, categories: tested });
  return { summary: tell(api, scenarios, risks), api_summary: api, testable_scenarios: scenarios, risk_areas: risks };
}

function tell(api: ApiSummary, scenarios: readonly TestableScenario[], risks: readonly RiskArea[]): string {
  const worst = risks.filter(({ risk_level: level }) => level === 'critical' || level === 'high');
  const names = worst.map(({ area }) => area.replaceAll('_', ' ')).join(', ');
  const open = api.operations_without_authentication;
  return [
    `${inlineText(api.title)} ${inlineText(api.version)} has ${api.total_operations} operations at ${api.total_endpoints} paths, ${open === 0 ? 'all of which need credentials' : `${open} of which need no credentials`}.`,
    `${scenarios.length} things are worth testing; ${risks.length} risks show in the document${worst.length === 0 ? '' : `, ${worst.length} of them high: ${names}`}.`,
  ].join(' ');
}
