import type { TestExchange } from '../../model/exchange.ts';
import type { Probe } from '../../run/probe.ts';
import type { Injector } from '../support/injector.ts';

/** One place that may end up in a statement. */
export interface SqlAttack {
  readonly probe: Probe;
  readonly injector: Injector;
  /** The operation changes nothing. */
  readonly isRead: boolean;
}

/** That such a text breaks the server is told by the attack, not once more as an error of the server. */
export function inject({ injector }: SqlAttack, value: unknown): Promise<TestExchange> {
  return injector.send(value, { operation: null });
}
