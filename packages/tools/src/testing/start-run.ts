import type { NewRun, RunOutcome } from '@mockloop/context-store';
import type { ToolContext } from '../tool-context.ts';

/** A run that is under way, as the work of it sees it. */
export interface RunUnderWay {
  readonly id: string;
  readonly signal: AbortSignal;
  /** What the work is to go on with: it ends with the run, which may outlive the call that began it. */
  readonly context: ToolContext;
  /** Tells the caller, and whoever monitors the run, how far it is. Written once a second at the most. */
  readonly report: (progress: RunReport) => void;
  /** Keeps something that a run has found, whatever becomes of it. */
  readonly keep: (part: string, item: unknown) => void;
  /** Keeps the result as it stands: all there is of it when the process is killed. */
  readonly snapshot: (result: unknown) => void;
}

export interface RunReport {
  readonly phase?: string | undefined;
  readonly requests: number;
  readonly findings?: number | undefined;
  readonly done: number;
  readonly total?: number | undefined;
  readonly performance?: Readonly<Record<string, number>> | undefined;
}

export interface StartRunOptions<T> {
  readonly run: NewRun;
  /** Answers at once, and goes on in the background. */
  readonly isDetached: boolean;
  readonly work: (run: RunUnderWay) => Promise<T>;
  readonly outcomeOf: (result: T) => RunOutcome;
}

export interface StartedRun<T> {
  readonly id: string;
  /** Absent where it goes on in the background. */
  readonly result?: T | undefined;
}

const WRITE_EVERY_MS = 1_000;

/**
 * Does the work of a run and keeps it: begun before its first request, up to date while it lasts, with its result when it has ended.
 *
 * @throws What the work throws; the run then is `incomplete`, with the reason.
 */
export async function startRun<T>(options: StartRunOptions<T>, context: ToolContext): Promise<StartedRun<T>> {
  const store = await context.contextStore();
  const { id } = await store.startRun({ ...options.run, occurrence_id: context.occurrenceId });
  // What goes on in the background neither ends with the call that began it nor tells it anything more.
  const caller = options.isDetached
    ? { ...context, signal: undefined, progress: undefined, confirm: undefined, sample: undefined }
    : context;
  const tracked = { sessionId: options.run.session_id, signal: caller.signal };
  const done = context.runs.track(tracked, (signal) => carryOut(id, { ...options, signal }, { ...caller, signal }));
  if (!options.isDetached) return { id, result: await done };
  done.catch((error: unknown) => context.log(`The run ${id} failed: ${String(error)}`));
  return { id };
}

async function carryOut<T>(
  id: string,
  { work, outcomeOf, signal }: StartRunOptions<T> & { readonly signal: AbortSignal },
  context: ToolContext,
): Promise<T> {
  const store = await context.contextStore();
  // One after the other, so that what was written first is there first.
  let writing: Promise<unknown> = Promise.resolve();
  const write = (change: () => Promise<unknown>): void => {
    writing = writing
      .then(change)
      .catch((error: unknown) => context.log(`The run ${id} is not kept up to date: ${String(error)}`));
  };
  let writtenAt = Number.NEGATIVE_INFINITY;
  const report = ({ done, total, requests, findings, ...rest }: RunReport): void => {
    context.progress?.({
      done,
      total,
      message: `${rest.phase ?? ''} ${requests} requests, ${findings ?? 0} findings`.trim(),
    });
    if (context.now() - writtenAt < WRITE_EVERY_MS) return;
    writtenAt = context.now();
    const progress = {
      ...rest,
      requests,
      progress: total === undefined || total === 0 ? undefined : Math.min(1, done / total),
    };
    write(() => store.updateRun(id, { progress, requests_count: requests, findings_count: findings }));
  };
  const keep = (part: string, item: unknown): void => write(() => store.appendToRun(id, part, [item]));
  const snapshot = (result: unknown): void => write(() => store.updateRun(id, { result }));
  try {
    const result = await work({ id, signal, context, report, keep, snapshot });
    await writing;
    await store.finishRun(id, outcomeOf(result));
    return result;
  } catch (error) {
    await writing;
    const reason = error instanceof Error ? error.message : String(error);
    await store.finishRun(id, { status: signal.aborted ? 'cancelled' : 'incomplete', reason });
    throw error;
  }
}
