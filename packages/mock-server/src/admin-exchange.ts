import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { fromWebRequest } from './web-request.ts';

/** An admin request and its response as the log takes them: without bodies, which may be large, secret or without end. */
export function adminExchange(request: Request, response: Response): { exchange: Exchange; answer: Answer } {
  return {
    exchange: { request: fromWebRequest(request), captures: [], violations: [], admin: true },
    answer: { status: response.status, headers: [...response.headers].flat() },
  };
}
