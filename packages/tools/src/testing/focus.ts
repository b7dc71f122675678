import { PHASES, type Phase } from '@mockloop/test-runner';
import type { TestFocus } from './execute-test-plan.ts';

const FOCUS: Readonly<Record<TestFocus, readonly Phase[]>> = {
  comprehensive: PHASES,
  functional: PHASES.filter((phase) => phase !== 'security'),
  contract: ['examples', 'coverage', 'semantics'],
  validation: ['examples', 'coverage', 'negative', 'random'],
  state: ['examples', 'stateful'],
  security: ['security'],
  smoke: ['examples'],
};

/** The phases that a focus stands for. */
export function phasesOf(focus: TestFocus, isGenerating: boolean): readonly Phase[] {
  return isGenerating ? FOCUS[focus] : FOCUS[focus].filter((phase) => phase === 'examples');
}
