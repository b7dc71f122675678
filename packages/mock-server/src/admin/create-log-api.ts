import type { LogStore } from '@mockloop/log-store';
import type { AdminApp } from './create-admin-app.ts';

/** The log's part of the admin API, for a log that no mock serves: whoever asks is trusted. Loaded when it is called. */
export async function createLogApi(logs: LogStore): Promise<AdminApp> {
  const { createLogApp } = await import('./create-admin-app.ts');
  return createLogApp(logs);
}
