import { createRoutes } from '../routes.ts';
import { type Served, serve } from '../serve.ts';
import { accountRoutes } from './accounts.ts';
import { figureRoutes } from './figures.ts';
import { officeRoutes } from './office.ts';
import { rateRoutes } from './rates.ts';
import { createLedger } from './state.ts';
import { transferRoutes } from './transfers.ts';

export interface LedgerOptions {
  readonly faults: ReadonlySet<string>;
  readonly port: number;
  /** The bank's service that is asked for rates. Default: an honest one of its own. */
  readonly upstream?: string | undefined;
}

/** Serves the ledger on loopback. */
export async function startLedger({ faults, port, upstream }: LedgerOptions): Promise<Served> {
  const bank = upstream === undefined ? await startBank() : undefined;
  const ledger = createLedger(faults, upstream ?? bank?.url ?? '');
  const answer = createRoutes([
    ...accountRoutes(ledger),
    ...transferRoutes(ledger),
    ...officeRoutes(ledger),
    ...figureRoutes(ledger),
    ...rateRoutes(ledger),
  ]);
  const served = await serve({
    port,
    answer,
    decorate: (reply) =>
      reply.headers?.['content-type'] === 'application/problem+json'
        ? { ...reply, headers: { ...reply.headers, 'content-type': 'application/json' } }
        : reply,
  });
  return {
    url: served.url,
    close: async () => {
      await served.close();
      await bank?.close();
    },
  };
}

function startBank(): Promise<Served> {
  const rates = { EUR: 1, USD: 1.08, CHF: 0.96 };
  return serve({ port: 0, answer: () => Promise.resolve({ status: 200, body: { rates } }) });
}
