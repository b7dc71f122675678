import type { SecurityFocus } from '@mockloop/scenarios';

/** A requirement of a law or standard that test cases can say something about, or cannot. */
interface Control {
  readonly control: string;
  readonly focus: readonly SecurityFocus[];
}

interface Framework {
  readonly title: string;
  readonly speaksTo: readonly Control[];
  readonly silentOn: readonly string[];
}

/** What tests of an API can speak to, and what they cannot, by the name of a law or standard. */
const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  owasp_api_top_10: {
    title: 'OWASP API Security Top 10, 2023',
    speaksTo: [
      {
        control: 'API1 to API5, API7 and API8, each as the cases name it',
        focus: [
          'authentication',
          'authorization',
          'mass_assignment',
          'rate_limiting',
          'ssrf',
          'injection',
          'data_exposure',
        ],
      },
    ],
    silentOn: [
      'API6: what a business flow is worth to an attacker',
      'API9: hosts and versions that the document does not name',
      'API10: how the API treats what other APIs send it',
    ],
  },
  pci_dss: {
    title: 'PCI DSS 4.0.1',
    speaksTo: [
      {
        control: '6.2.4 software is engineered against common attacks',
        focus: ['injection', 'xss', 'csrf', 'input_validation', 'mass_assignment'],
      },
      { control: '7.2 access is defined and assigned by need', focus: ['authorization'] },
      { control: '8.3 authentication is strong', focus: ['authentication', 'rate_limiting'] },
      { control: '3.4 account numbers are masked when they are shown', focus: ['data_exposure'] },
    ],
    silentOn: [
      'storage and keys (3.5 to 3.7)',
      'networks (1) and hardening (2)',
      'logs (10)',
      'scans by an approved vendor and penetration tests (11.3, 11.4)',
      'policies and assessments (12)',
    ],
  },
  gdpr: {
    title: 'Regulation (EU) 2016/679 (GDPR)',
    speaksTo: [
      {
        control: 'Article 32(1)(b) and (d): confidentiality, and regular testing of it',
        focus: ['authentication', 'authorization', 'injection'],
      },
      { control: 'Article 5(1)(c) and 25: no more data than needed, by design', focus: ['data_exposure'] },
    ],
    silentOn: [
      'legal bases and consent (Articles 6 to 9)',
      'rights of data subjects (12 to 22)',
      'processors and records (28, 30)',
      'breach notification (33, 34)',
      'transfers (44 to 50)',
    ],
  },
  hipaa: {
    title: 'HIPAA Security Rule (45 CFR Part 164, Subpart C)',
    speaksTo: [
      { control: '§164.312(a)(1) access control', focus: ['authorization'] },
      { control: '§164.312(d) person or entity authentication', focus: ['authentication'] },
      { control: '§164.312(c)(1) integrity', focus: ['injection', 'mass_assignment', 'input_validation'] },
    ],
    silentOn: [
      'administrative and physical safeguards (§164.308, §164.310)',
      'audit controls (§164.312(b))',
      'agreements with business associates (§164.314)',
      'the Privacy Rule',
    ],
  },
  sox: {
    title: 'Sarbanes-Oxley Act, Section 404',
    speaksTo: [
      { control: 'IT general controls: access to programs and data', focus: ['authentication', 'authorization'] },
    ],
    silentOn: [
      'management of changes and operations',
      'segregation of duties',
      'controls over financial reporting themselves',
    ],
  },
  iso_27001: {
    title: 'ISO/IEC 27001:2022, Annex A',
    speaksTo: [
      { control: '8.3 information access restriction', focus: ['authorization', 'data_exposure'] },
      { control: '8.5 secure authentication', focus: ['authentication', 'rate_limiting'] },
      {
        control: '8.26, 8.28 application security requirements, secure coding',
        focus: ['injection', 'xss', 'csrf', 'ssrf', 'input_validation', 'mass_assignment'],
      },
      {
        control: '8.29 security testing in development and acceptance',
        focus: ['authentication', 'authorization', 'injection', 'input_validation'],
      },
    ],
    silentOn: [
      'the management system itself (clauses 4 to 10)',
      'organizational, people and physical controls (5 to 7)',
      'cryptography, logging and networks (8.15, 8.20, 8.24)',
    ],
  },
  ccpa: {
    title: 'California Consumer Privacy Act',
    speaksTo: [
      {
        control: '§1798.100(e) reasonable security procedures',
        focus: ['authentication', 'authorization', 'injection', 'data_exposure'],
      },
    ],
    silentOn: [
      'notices and opt-out (§1798.130, §1798.135)',
      'requests of consumers (§1798.105 to §1798.110)',
      'contracts with service providers',
    ],
  },
  soc_2: {
    title: 'SOC 2, Trust Services Criteria',
    speaksTo: [
      { control: 'CC6.1 logical access', focus: ['authentication', 'authorization'] },
      { control: 'CC6.6 threats from outside the boundaries', focus: ['injection', 'xss', 'ssrf', 'rate_limiting'] },
      {
        control: 'CC7.1 detection of vulnerabilities',
        focus: ['input_validation', 'data_exposure', 'mass_assignment'],
      },
    ],
    silentOn: [
      'whether controls worked over the period of the report',
      'changes (CC8.1) and vendors (CC9.2)',
      'monitoring and response (CC7.2 to CC7.5)',
    ],
  },
};

/** What test cases say about a law or standard. They are evidence for an assessment, never its result. */
export interface ComplianceItem {
  readonly requirement: string;
  readonly title: string;
  /** What the cases can speak to, and which of them do. */
  readonly speaks_to: readonly {
    readonly control: string;
    readonly focus: readonly SecurityFocus[];
    readonly cases: number;
  }[];
  readonly silent_on: readonly string[];
}

/** Names of laws and standards that are known. */
export const REQUIREMENTS: readonly string[] = Object.keys(FRAMEWORKS);

/** A name as it is known: `PCI-DSS` is `pci_dss`. Undefined where it is not. */
export function requirementOf(name: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]+/g, '');
  return REQUIREMENTS.find((known) => plain(name) === plain(known) || ALIASES[plain(name)] === known);
}

const ALIASES: Readonly<Record<string, string>> = {
  pci: 'pci_dss',
  owasp: 'owasp_api_top_10',
  owaspapi: 'owasp_api_top_10',
  owasptop10: 'owasp_api_top_10',
  iso27001: 'iso_27001',
  isoiec27001: 'iso_27001',
  soc: 'soc_2',
};

/** @param cases How many there are of each focus. */
export function complianceItem(
  requirement: string,
  cases: ReadonlyMap<SecurityFocus, number>,
): ComplianceItem | undefined {
  const framework = Object.hasOwn(FRAMEWORKS, requirement) ? FRAMEWORKS[requirement] : undefined;
  if (framework === undefined) return undefined;
  return {
    requirement,
    title: framework.title,
    speaks_to: framework.speaksTo.map(({ control, focus }) => ({
      control,
      focus,
      cases: focus.reduce((sum, one) => sum + (cases.get(one) ?? 0), 0),
    })),
    silent_on: framework.silentOn,
  };
}
