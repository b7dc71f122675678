import { type Answer, replaceHeaders } from './answer.ts';
import type { MockRequest } from './mock-request.ts';

/** Whether a request is a CORS preflight (Fetch Standard §3.3.2): it asks for leave and reaches no operation. */
export function isPreflight(request: MockRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    request.header('origin') !== undefined &&
    request.header('access-control-request-method') !== undefined
  );
}

/** Grants what a preflight asks for. */
export function preflightAnswer(request: MockRequest): Answer {
  const origin = request.header('origin') ?? '*';
  const asked = request.header('access-control-request-headers');
  return {
    status: 204,
    headers: [
      ...['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true'],
      ...['access-control-allow-methods', request.header('access-control-request-method') ?? 'GET'],
      ...(asked === undefined ? [] : ['access-control-allow-headers', asked]),
      ...[
        'access-control-max-age',
        '600',
        'vary',
        'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      ],
    ],
  };
}

/** Lets the page that asked read an answer; requests without `Origin` get it as it is. */
export function withCors(answer: Answer, request: MockRequest): Answer {
  const origin = request.header('origin');
  if (origin === undefined) return answer;
  const names = answer.headers.filter((_, index) => index % 2 === 0);
  return replaceHeaders(answer, [
    ...['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true'],
    ...['access-control-expose-headers', [...new Set(names)].join(', '), 'vary', varyOf(answer)],
  ]);
}

function varyOf({ headers }: Answer): string {
  const known = headers.filter((_, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === 'vary');
  return [...known, 'Origin'].join(', ');
}
