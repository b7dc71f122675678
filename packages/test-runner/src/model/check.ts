export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What a check speaks of, for grouping in reports. */
export type CheckFamily = 'contract' | 'validation' | 'semantics' | 'state' | 'robustness' | 'security' | 'load';

/** One thing that a run can find out. The catalogue of them is `CHECKS`. */
export interface Check {
  /** kebab-case, stable: `response-schema`. */
  readonly id: string;
  readonly title: string;
  readonly family: CheckFamily;
  /** Of what it finds, unless an observation says otherwise. `info` never fails a run. */
  readonly severity: Severity;
  /** When something counts as found: attack, controls, repetition. For people. */
  readonly proof: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Fault category of the Web Fuzzing Commons. */
  readonly wfc?: number | undefined;
  /** OWASP API Security Top 10 (2023), e.g. `API1:2023`. */
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  /** Whether `validation_mode: soft` counts it too: crashes, wrong types in answers, confirmed security. */
  readonly soft?: true | undefined;
}
