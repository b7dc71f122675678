import * as z from 'zod';
import { identitySchema } from '../mock/mock-about.ts';
import { reachMock } from '../mock/reach-mock.ts';
import type { ToolContext } from '../tool-context.ts';

/** What a mock on this machine says of itself to whoever asks. */
export interface FoundMock {
  readonly pid: number;
  readonly startedAt: string;
  /** As it is reached from here. */
  readonly url?: string | undefined;
  readonly adminUrl: string;
  readonly version?: string | undefined;
  /** Of the API. */
  readonly title?: string | undefined;
  readonly responseTimeMs: number;
}

/** Where mocks listen that were told nothing else, and where the next ones go. */
export const USUAL_PORTS: readonly number[] = [...range(8_000, 8_020), ...range(9_000, 9_010)];

const AT_ONCE = 64;
const TIMEOUT_MS = 5_000;

const factsSchema = z.object({ version: z.string(), api: z.object({ title: z.string() }) });

/** The mocks that answer on ports of loopback, each once. */
export async function scanPorts(ports: Iterable<number>, context: ToolContext): Promise<readonly FoundMock[]> {
  const found = new Map<string, FoundMock>();
  const left = [...new Set(ports)].values();
  const work = async (): Promise<void> => {
    for (const port of left) {
      const mock = await askPort(port, context);
      if (mock !== undefined) found.set(`${mock.pid} ${mock.startedAt}`, mock);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...found.values()];
}

/** Whatever else may listen there is left alone: it is sent one harmless request, and no token. */
async function askPort(port: number, context: ToolContext): Promise<FoundMock | undefined> {
  const begun = performance.now();
  const init = { init: {}, timeoutMs: TIMEOUT_MS };
  const answer = await reachMock(`http://127.0.0.1:${port}/__admin/mockloop.json`, context, init).catch(
    () => undefined,
  );
  context.signal?.throwIfAborted();
  const said: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  const responseTimeMs = Math.round((performance.now() - begun) * 10) / 10;
  const { success, data } = identitySchema.safeParse(said);
  if (!success) return undefined;
  const { pid, started_at: startedAt } = data;
  const url = data.api_url === undefined ? undefined : onLoopback(data.api_url);
  const adminUrl = onLoopback(data.admin_url);
  // What names neither of its ports as the one where it was found is another's word, or is forwarded from elsewhere.
  if (![url, adminUrl].some((one) => one !== undefined && Number(new URL(one).port) === port)) return undefined;
  const facts = factsSchema.safeParse(said).data;
  return { pid, startedAt, url, adminUrl, version: facts?.version, title: facts?.api.title, responseTimeMs };
}

function onLoopback(named: string): string {
  const url = new URL(named);
  url.hostname = '127.0.0.1';
  return url.href.replace(/\/$/, '');
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
