import type { ScenarioProblem } from '../problem.ts';

/** Something about a pack file or an index that its author should know. `pointer` leads into that file. */
export interface PackProblem extends ScenarioProblem {
  /** The path in its folder, or the URL. */
  readonly file: string;
}

/** What is wrong with a file as a whole. */
export function fileProblem(file: string, problem: Pick<PackProblem, 'code' | 'message' | 'advice'>): PackProblem {
  return { severity: 'error', pointer: '', ...problem, file };
}
