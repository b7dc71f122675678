/** What whoever started this process with an `ipc` channel is told, once: that the mock listens, or why it cannot start. */
export type MockMessage =
  | {
      readonly type: 'listening';
      readonly api_url: string;
      readonly admin_url: string;
      /** Of the log. */
      readonly database_url: string;
      readonly pid: number;
    }
  /** With the text that was printed. */
  | { readonly type: 'failed'; readonly message: string };

let isTold = false;

/** Does nothing where nobody listens, or where it was told before: a mock that starts again is still the same. */
export async function tellParent(message: MockMessage): Promise<void> {
  if (isTold || process.send === undefined) return;
  isTold = true;
  const { promise, resolve } = Promise.withResolvers<void>();
  // A parent that is gone is told nothing, which is no failure.
  process.send(message, undefined, undefined, () => resolve());
  await promise;
}

/** Ends the process when whoever started it is gone before it was told how that went: nobody else knows of this process. */
export function endUnlessParentIsTold(): void {
  onParentGone(() => {
    if (!isTold) process.exit(1);
  });
}

/**
 * Calls back when whoever started this process with an `ipc` channel is gone, however it ended, or is gone already.
 *
 * @returns What ends that.
 */
export function onParentGone(callback: () => void): () => void {
  if (process.send === undefined) return () => {};
  process.on('disconnect', callback);
  // The listener would keep the process alive.
  process.channel?.unref();
  if (!process.connected) callback();
  return () => void process.off('disconnect', callback);
}
