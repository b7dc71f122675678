import { DEFAULT_LIMITS, parseYaml, SpecError } from '@mockloop/spec-parser';
import { type BodyResult, problem } from './body-result.ts';

/** Reads YAML 1.2. What aliases multiply is bounded. */
export async function readYaml(text: string): Promise<BodyResult> {
  try {
    const { value } = await parseYaml(text, '', { ...DEFAULT_LIMITS, maxNodes: 100_000 });
    return { value };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { line, column, message } = error;
    return problem('BAD_YAML', `cannot be read${line === undefined ? '' : `, at line ${line}`}: ${message}`, {
      line,
      column,
    });
  }
}
