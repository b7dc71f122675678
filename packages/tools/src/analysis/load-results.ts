import { MockLoopError } from '../mockloop-error.ts';
import { type AnyRun, findRun, isRun, resultOf } from '../testing/find-run.ts';
import type { ToolServices } from '../tool-context.ts';
import { checkRun } from './check-run.ts';
import type { TestResults } from './results-field.ts';

/**
 * The runs that a tool works on, in the order in which they were named.
 *
 * @param argument JSON Pointer of them among the arguments.
 * @throws {MockLoopError} `UNKNOWN_RUN`, `RUN_FAILED`, `INVALID_ARGUMENTS` for what is no run.
 */
export async function loadResults(
  results: TestResults,
  argument: string,
  services: Pick<ToolServices, 'contextStore'>,
): Promise<readonly AnyRun[]> {
  const list = Array.isArray(results) ? results : [results];
  return await Promise.all(
    list.map(async (one: unknown, index) => {
      const id = idOf(one);
      if (id !== undefined) return resultOf(await findRun(id, services));
      return asRun(unwrapped(one), Array.isArray(results) ? `${argument}/${index}` : argument);
    }),
  );
}

function asRun(value: unknown, pointer: string): AnyRun {
  const isOfFormat = isRun(value);
  const violations = isOfFormat ? checkRun(value) : [];
  if (isOfFormat && violations.length === 0) return value;
  throw new MockLoopError('INVALID_ARGUMENTS', 'There is no run to work on.', {
    problems: isOfFormat
      ? violations
          .slice(0, 20)
          .map(({ pointer: within, message }) => ({ pointer: `${pointer}${within}`, detail: `it ${message}.` }))
      : [{ pointer, detail: 'it must be the id of a run, or a run as the resource mockloop://runs/{id} has it.' }],
  });
}

/** What `execute_test_plan` and its like answer with names its run. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const isNaming = typeof value === 'object' && value !== null && 'run_id' in value && !isRun(value);
  return isNaming && typeof value.run_id === 'string' ? value.run_id : undefined;
}

/** A JSON report holds a list of runs. */
function unwrapped(value: unknown): unknown {
  const runs = typeof value === 'object' && value !== null && 'runs' in value ? value.runs : undefined;
  return Array.isArray(runs) && runs.length === 1 ? runs[0] : value;
}
