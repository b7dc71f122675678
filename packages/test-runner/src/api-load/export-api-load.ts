import type { ApiDocument } from '@mockloop/spec-parser';
import { toArtillery } from '../load/export/to-artillery.ts';
import { toK6 } from '../load/export/to-k6.ts';
import { toK6TestRun } from '../load/export/to-k6-test-run.ts';
import type { LoadPlan } from '../load/load-plan.ts';
import { createRedaction } from '../run/redact-secrets.ts';
import { type LoadTarget, withPreparedLoad } from './with-prepared-load.ts';

export type LoadExportFormat = 'k6' | 'k6-operator' | 'artillery';

export interface ExportLoadOptions extends LoadTarget, Omit<LoadPlan, keyof LoadTarget | 'requests'> {
  readonly format: LoadExportFormat;
  /** Pods that share the load (k6-operator). Default 2. */
  readonly parallelism?: number | undefined;
}

/**
 * The load test of an API as the input of another generator. `TOKEN_A` and the like stand for credentials.
 *
 * @throws {TestRunError} as `runApiLoadTest`
 */
export async function exportApiLoad(document: ApiDocument, options: ExportLoadOptions): Promise<string> {
  if (options.format === 'k6-operator')
    return toK6TestRun({ name: 'mockloop-load', configMap: 'mockloop-load', parallelism: options.parallelism ?? 2 });
  return await withPreparedLoad(document, options, ({ requests }, plan, view) => {
    const redaction = createRedaction(view.identities.values());
    // Both generators would take braces for templates of their own.
    const redact = (text: string): string => redaction.text(text).replaceAll(/\{\{(\w+)\}\}/g, '$1');
    const redacted = requests.map(({ target, headers = [], ...request }) => ({
      ...request,
      target: redact(target),
      headers: headers.map(([name, value]) => [name, redact(value)] as const),
    }));
    const loadPlan = { ...options, serverUrl: plan.server_url, requests: redacted };
    return Promise.resolve(options.format === 'k6' ? toK6(loadPlan) : toArtillery(loadPlan));
  });
}
