import { STATUS_CODES } from 'node:http';
import type { LogGroup } from '@mockloop/log-store';
import { type Distribution, distributionOf } from './distribution.ts';
import { countOf } from './summarize.ts';

/** The errors of one status. */
export interface StatusErrors {
  readonly status: number;
  /** The registered name, e.g. `Not Found`. Absent for a status without one. */
  readonly name?: string;
  readonly category: 'client_error' | 'server_error';
  readonly count: number;
  /** Of all errors, from 0 to 100. */
  readonly percentage: number;
}

export interface ErrorFigures {
  readonly total_errors: number;
  readonly client_errors: number;
  readonly server_errors: number;
  /** Share of all answers, from 0 to 1. Absent when there was none. */
  readonly error_rate?: number;
  /** The most frequent first. */
  readonly by_status_code: readonly StatusErrors[];
  readonly by_endpoint: Distribution['distribution'];
  readonly by_method: Distribution['distribution'];
}

/** @param endpoints Groups by endpoint. */
export function errorFigures(endpoints: readonly LogGroup[]): ErrorFigures {
  const errors = endpoints.filter(({ status }) => status >= 400);
  const total = countOf(endpoints);
  const failed = countOf(errors);
  const serverErrors = countOf(errors.filter(({ status }) => status >= 500));
  return {
    total_errors: failed,
    client_errors: failed - serverErrors,
    server_errors: serverErrors,
    ...(total > 0 && { error_rate: failed / total }),
    by_status_code: statusErrors(errors, failed),
    by_endpoint: distributionOf(errors, ({ key }) => key).distribution,
    by_method: distributionOf(errors, ({ key }) => key.slice(0, key.indexOf(' '))).distribution,
  };
}

function statusErrors(errors: readonly LogGroup[], failed: number): StatusErrors[] {
  return [...Map.groupBy(errors, ({ status }) => status)]
    .map(([status, ofStatus]): StatusErrors => {
      const name = STATUS_CODES[status];
      const count = countOf(ofStatus);
      return {
        status,
        ...(name !== undefined && { name }),
        category: status >= 500 ? 'server_error' : 'client_error',
        count,
        percentage: (count / failed) * 100,
      };
    })
    .toSorted((a, b) => b.count - a.count);
}
