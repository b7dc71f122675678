/** Runs that this process works on, so that they can be ended from outside. */
export interface BackgroundRuns {
  /** Does the work of a run. Its signal is aborted by `signal`, by `cancel`, and when the toolbox is closed. */
  track<T>(run: TrackedRun, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /**
   * Ends what belongs to a session, and waits for it.
   *
   * @returns How many there were.
   */
  cancel(sessionId: string): Promise<number>;
  close(): Promise<void>;
}

interface TrackedRun {
  readonly sessionId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function createBackgroundRuns(): BackgroundRuns {
  const running = new Map<
    AbortController,
    { readonly sessionId?: string | undefined; readonly ended: Promise<unknown> }
  >();
  const end = async (wanted: (sessionId: string | undefined) => boolean): Promise<number> => {
    const chosen = [...running].filter(([, { sessionId }]) => wanted(sessionId));
    for (const [controller] of chosen) controller.abort();
    await Promise.all(chosen.map(([, { ended }]) => ended));
    return chosen.length;
  };
  return {
    track({ sessionId, signal }, work) {
      const controller = new AbortController();
      const done = work(signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal]));
      const ended = done.then(
        () => running.delete(controller),
        () => running.delete(controller),
      );
      running.set(controller, { sessionId, ended });
      return done;
    },
    cancel: (sessionId) => end((one) => one === sessionId),
    close: async () => void (await end(() => true)),
  };
}
