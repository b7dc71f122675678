import type { TestExchange } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import type { KnowledgeData } from './create-knowledge.ts';

/** What one execution of a case came to. */
export interface CaseRun {
  readonly testCase: TestCase;
  readonly attempt: number;
  readonly noticed: readonly Noticed[];
  /** All that it sent, what only prepared included. */
  readonly exchanges: readonly TestExchange[];
  /** Answers, and requests without one, that were looked at whatever the case is about. */
  readonly checked: number;
  /** Keys of the operations that it called. */
  readonly called: readonly string[];
  /** What it was told, for sending the same again. */
  readonly reads: KnowledgeData;
}

export interface Noticed {
  readonly observation: Observation;
  /** In the order in which it was sent. */
  readonly evidence: readonly TestExchange[];
}

/** What is the same whenever one thing shows itself. */
export function keyOf({ check, operation, signature }: Observation): string {
  return JSON.stringify([check, operation ?? '', signature]);
}
