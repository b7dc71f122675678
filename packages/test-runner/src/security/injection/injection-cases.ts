import type { ProposedCase } from '../../model/test-case.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { RunView } from '../../run/run-view.ts';
import { describePoint, type KnownPoint, pointsOf } from '../support/points.ts';
import { callable } from '../support/requests.ts';

export interface InjectionCases {
  /** What is put there, for the title. */
  readonly what: string;
  /** Default: all that neither delete nor end sessions. */
  readonly operations?: ((planned: PlannedOperation) => boolean) | undefined;
  /** Default: places that take any text. */
  readonly points?: ((known: KnownPoint, planned: PlannedOperation) => boolean) | undefined;
  /** The lower, the earlier. */
  readonly rank?: ((known: KnownPoint, planned: PlannedOperation) => number) | undefined;
}

/** A case for each place of each operation that something can be put into. */
export function* injectionCases(
  view: RunView,
  { what, operations = () => true, points = ({ isFree }) => isFree, rank = () => 0 }: InjectionCases,
): Generator<ProposedCase> {
  const found = callable(view)
    .filter((planned) => planned.risk !== 'destructive' && planned.role !== 'logout' && operations(planned))
    .flatMap((planned) => {
      const operation = view.operation(planned.key);
      const known = operation === undefined ? [] : pointsOf(view, operation);
      return known.filter((one) => points(one, planned)).map((one) => ({ planned, one, rank: rank(one, planned) }));
    });
  for (const { planned, one } of found.toSorted((a, b) => a.rank - b.rank))
    yield {
      operation: planned.key,
      title: `${what} in the ${describePoint(one.point)}`,
      input: { point: one.point },
    };
}
