import type { ToolCall } from '@mockloop/tools';

interface ProgressNotification {
  method: 'notifications/progress';
  params: { progressToken: string | number; progress: number; total?: number; message?: string };
}

/** Sends progress to a client that asked for it. One that is gone by now misses it. */
export function progressOf(
  progressToken: string | number | undefined,
  notify: (notification: ProgressNotification) => Promise<void>,
): ToolCall['progress'] {
  if (progressToken === undefined) return undefined;
  return ({ done, total, message }) => {
    const params = {
      progressToken,
      progress: done,
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message }),
    };
    notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
