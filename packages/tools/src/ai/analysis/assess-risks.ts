import type { DocumentFacts } from './document-facts.ts';
import type { OwaspId } from './owasp.ts';
import { realPointer } from './real-pointer.ts';
import type { RiskCategory, RiskEvidence, RiskLevel, RiskRule } from './risk.ts';
import { accessRisks } from './risks/access-risks.ts';
import { contractRisks } from './risks/contract-risks.ts';
import { dataRisks } from './risks/data-risks.ts';
import { inputRisks } from './risks/input-risks.ts';
import { resourceRisks } from './risks/resource-risks.ts';

/** Something that a document shows of the API that it describes, and what to do about it. */
export interface RiskArea {
  /** Stable, snake_case, e.g. `object_level_authorization`. */
  readonly area: string;
  readonly category: RiskCategory;
  readonly risk_level: RiskLevel;
  readonly description: string;
  readonly mitigation_suggestions: readonly string[];
  /** Of the OWASP API Security Top 10, edition of 2023. */
  readonly owasp?: OwaspId | undefined;
  readonly cwe?: readonly string[] | undefined;
  /** The first places that show it. */
  readonly evidence: readonly RiskEvidence[];
  readonly total_evidence: number;
}

const RULES: readonly RiskRule[] = [...accessRisks, ...dataRisks, ...inputRisks, ...resourceRisks, ...contractRisks];

const ORDER: readonly RiskLevel[] = ['critical', 'high', 'medium', 'low'];

/** The names of all risks that are looked for. */
export const RISK_AREAS: readonly string[] = RULES.map(({ area }) => area);

/**
 * What a document shows, the worst first. Everything is read from the document: nothing is sent, and a risk that is shown
 * is one to test for, not a weakness that was found.
 *
 * @param maxEvidence Places that are told of each risk.
 */
export function assessRisks(
  facts: DocumentFacts,
  { categories, maxEvidence }: { readonly categories: ReadonlySet<RiskCategory>; readonly maxEvidence: number },
): readonly RiskArea[] {
  return RULES.filter(({ category }) => categories.has(category))
    .flatMap((rule): RiskArea[] => {
      const evidence = rule.find(facts);
      if (evidence.length === 0) return [];
      const { area, category, owasp, cwe, mitigations } = rule;
      return [
        {
          area,
          category,
          risk_level: rule.level(evidence, facts),
          description: rule.describe(evidence, facts),
          mitigation_suggestions: mitigations,
          ...(owasp !== undefined && { owasp }),
          ...(cwe !== undefined && { cwe }),
          evidence: evidence
            .filter(isShort)
            .slice(0, maxEvidence)
            .map((place) => followed(place, facts)),
          total_evidence: evidence.length,
        },
      ];
    })
    .toSorted((a, b) => ORDER.indexOf(a.risk_level) - ORDER.indexOf(b.risk_level));
}

/** Keys and pointers of a document may be of any length; one that is cut leads nowhere. */
function isShort({ pointer, operation = '', detail }: RiskEvidence): boolean {
  return pointer.length + operation.length + detail.length <= 1_500;
}

function followed(place: RiskEvidence, { document }: DocumentFacts): RiskEvidence {
  return place.file === undefined ? { ...place, pointer: realPointer(document.source, place.pointer) } : place;
}
