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
 * The load test of an API as the input of another generator. It holds no credentials: for k6, variables of
 * the environment are (`k6 run -e TOKEN_A=…`); for Artillery, `TOKEN_A` is where one belongs.
 *
 * @throws {TestRunError} as `runApiLoadTest`
 */
export async function exportApiLoad(document: ApiDocument, options: ExportLoadOptions): Promise<string> {
  if (options.format === 'k6-operator')
    return toK6TestRun({ name: 'mockloop-load', configMap: 'mockloop-load', parallelism: options.parallelism ?? 2 });
  return await withPreparedLoad(document, options, ({ requests }, plan, view) => {
    const redaction = createRedaction(view.identities.values());
    const redact = (text: string): string => {
      const redacted = redaction.text(text);
      // Artillery would take braces for templates of its own; the script for k6 fills them in.
      return options.format === 'k6' ? redacted : redacted.replaceAll(/\{\{(\w+)\}\}/g, '$1');
    };
    const prepared = requests.map(({ target, headers = [], ...request }) => ({
      ...request,
      target: redact(target),
      headers: headers.map(([name, value]) => [name, redact(value)] as const),
    }));
    const loadPlan = { ...options, serverUrl: plan.server_url, requests: prepared };
    return Promise.resolve(options.format === 'k6' ? toK6(loadPlan) : toArtillery(loadPlan));
  });
}
