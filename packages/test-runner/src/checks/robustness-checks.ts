import type { Check } from '../model/check.ts';

/** What must not happen to the server under test. */
export const ROBUSTNESS_CHECKS: readonly Check[] = [
  {
    id: 'server-crashed',
    title: 'The server crashed',
    family: 'robustness',
    severity: 'critical',
    proof:
      'A request that was answered before finds nobody listening, again and again. The requests before it are repeated one by one where the server comes back; what brings it down again is the cause. Else the last ones are named.',
    remedy: 'Catch what the request makes the process throw, and answer with an error instead of ending the process.',
    wfc: 100,
    cwe: 248,
    soft: true,
  },
  {
    id: 'server-stopped-answering',
    title: 'The server stopped answering',
    family: 'robustness',
    severity: 'critical',
    proof: 'Requests that were answered before time out, again and again, while connections are still taken.',
    remedy:
      'Bound what one request may cost: time limits on queries, regular expressions in linear time, no work without end in the event loop.',
    cwe: 400,
    soft: true,
  },
  {
    id: 'state-collapsed',
    title: 'One request made others fail',
    family: 'robustness',
    severity: 'high',
    proof:
      'Requests that succeeded before fail from some point on, also when repeated and after logging in again. Answers that came later are no evidence of anything else.',
    remedy:
      'Find out what the named request leaves behind: a switch that is on, a record that cannot be read, a lock that is held.',
    wfc: 100,
    soft: true,
  },
  {
    id: 'connection-broken',
    title: 'The server breaks the connection',
    family: 'robustness',
    severity: 'high',
    proof:
      'The connection ends before the answer does, each time the request is sent, while other requests are answered.',
    remedy:
      'Answer with a status instead of ending the connection: an unhandled exception in the handler is the usual cause.',
    wfc: 100,
    cwe: 248,
    soft: true,
  },
  {
    id: 'answer-timed-out',
    title: 'No answer in time',
    family: 'robustness',
    severity: 'medium',
    proof:
      'There is no complete answer within the time limit, each time the request is sent, while other requests are answered.',
    remedy:
      'Find out what the request waits for. Give it a time limit, and answer with 503 or 504 when that has passed.',
    cwe: 400,
    soft: true,
  },
  {
    id: 'answer-malformed',
    title: 'The answer is no valid HTTP',
    family: 'robustness',
    severity: 'high',
    proof: 'The answer breaks HTTP/1.1 or its own content coding, each time the request is sent.',
    remedy:
      'Let the HTTP library write Content-Length, Transfer-Encoding and Content-Encoding; do not set them by hand.',
    soft: true,
  },
  {
    id: 'answer-too-large',
    title: 'The answer has no bounds',
    family: 'robustness',
    severity: 'medium',
    proof: 'The body is larger than the run takes, packed or unpacked, each time the request is sent.',
    remedy: 'Bound what one answer may hold: pages for lists, an end for streams.',
    owasp: 'API4:2023',
    cwe: 770,
  },
];
