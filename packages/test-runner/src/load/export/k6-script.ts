/** What a script for k6 is told. */
export interface K6Data {
  readonly options: object;
  readonly origin: string;
  readonly operations: readonly string[];
  /** As a number: 32 bits. */
  readonly seed: number;
  readonly timeout: string;
  /** Where the share of each request ends, from 0 to 1. */
  readonly limits: readonly number[];
  readonly requests: readonly object[];
}

/** The code is the same for all plans, and chooses requests as `RequestPicker` does. */
const CODE = `
export const options = plan.options;

// {{TOKEN_A}} stands for the variable TOKEN_A of the environment.
function filled(headers) {
  const fill = (text) => String(text).replace(/\\{\\{(TOKEN_\\w+)\\}\\}/g, (_, name) => __ENV[name] || '');
  const values = (value) => (Array.isArray(value) ? value.map(fill) : fill(value));
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, values(value)]));
}

const requests = plan.requests.map((request) => ({
  method: request.method,
  url: plan.origin + request.target,
  body: request.body === undefined ? null : encoding.b64decode(request.body),
  params: {
    headers: filled(request.headers),
    timeout: plan.timeout,
    redirects: 0,
    tags: { operation: 'op' + request.operation, name: plan.operations[request.operation] },
  },
}));

function mix(value) {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function pick(index) {
  const share = mix(plan.seed ^ mix(index)) / 2 ** 32;
  let low = 0;
  let high = plan.limits.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (share < plan.limits[middle]) high = middle;
    else low = middle + 1;
  }
  return requests[low];
}

export default function () {
  const request = pick(exec.scenario.iterationInTest);
  http.request(request.method, request.url, request.body, request.params);
}
`;

/** @returns A module for k6. */
export function k6Script(data: K6Data): string {
  // JSON in JSON: a string literal, whatever the plan holds.
  const literal = JSON.stringify(JSON.stringify(data)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `import encoding from 'k6/encoding';
import exec from 'k6/execution';
import http from 'k6/http';

const plan = JSON.parse(${literal});
${CODE}`;
}
