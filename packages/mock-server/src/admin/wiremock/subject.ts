import type { LogEntry } from '@mockloop/log-store';
import type { Exchange } from '../../exchange.ts';
import type { RequestSubject } from './request-pattern.ts';

/** A request that is being answered. */
export function subjectOfExchange({ request, body }: Exchange): RequestSubject {
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    header: (name) => {
      const value = request.header(name);
      return value === undefined ? [] : [value];
    },
    body: body === undefined || body.length === 0 ? undefined : Buffer.from(body).toString(),
  };
}

/** A request that was answered, as the log has it: secrets are redacted, long bodies cut. */
export function subjectOfEntry({ method, path, query, request }: LogEntry): RequestSubject {
  return {
    method,
    path,
    query,
    header: (name) => request.headers.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value),
    body: request.encoding === 'base64' ? Buffer.from(request.body ?? '', 'base64').toString() : request.body,
  };
}
