import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { Payload, PayloadPlace, RuleMatch, ScenarioRequest } from '../../../src/index.ts';

/** A request that reaches an operation and carries nothing that any pack looks for but padding around a text. */
export function requestTo(entry: OperationEntry): ScenarioRequest {
  const names = [...entry.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  return {
    method: entry.method,
    path: entry.path.replaceAll(/\{[^{}]*\}/g, 'seven'),
    operationId: entry.operationId,
    route: entry.path,
    client: '127.0.0.1',
    params: Object.fromEntries(names.map((name) => [name, 'seven'])),
    query: { search: 'hello' },
    headers: { host: 'localhost', authorization: 'Bearer good', 'x-csrf-token': 'good' },
    cookies: {},
    body: { title: ' padded ' },
    time: 0,
  };
}

export function operationOf(document: ApiDocument, key: string): OperationEntry {
  const entry = document.operations.find((operation) => operation.key === key);
  if (entry === undefined) throw new Error(`The document has no ${key}`);
  return entry;
}

/** With the header fields that a rule asks for. */
export function withAskedHeaders(request: ScenarioRequest, { headers = {} }: RuleMatch): ScenarioRequest {
  const asked = Object.entries(headers).flatMap(([name, match]) =>
    match === null ? [] : [[name.toLowerCase(), typeof match === 'object' ? (match.equals ?? 'given') : String(match)]],
  );
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(asked) } };
}

/** The request with the payload in one of its places, as a client would send it there. */
export function carrying(request: ScenarioRequest, payload: Payload, place: PayloadPlace): ScenarioRequest {
  return CARRIERS[place](request, payload);
}

/** The request with the payload in each of its places by turns, and in a body that is no JSON. */
export function carryingInTurn(request: ScenarioRequest, payload: Payload): readonly ScenarioRequest[] {
  const inText = payload.in.includes('body') ? [{ ...request, body: `<text>${payload.value}</text>` }] : [];
  return [...payload.in.map((place) => carrying(request, payload, place)), ...inText];
}

const CARRIERS: Readonly<Record<PayloadPlace, (request: ScenarioRequest, payload: Payload) => ScenarioRequest>> = {
  query: (request, { name = 'search', value, as }) => ({
    ...request,
    query: { ...request.query, ...(as === 'name' ? { [`search[${value}]`]: 'x' } : { [name]: String(value) }) },
  }),
  body: (request, { name = 'title', value, as }) => ({
    ...request,
    body: as === 'name' ? { title: { [String(value)]: 'x' } } : { kind: 1, [name]: value },
  }),
  header: (request, { name = '', value }) => {
    const { [name.toLowerCase()]: _, ...others } = request.headers;
    const isThere = value !== null;
    return { ...request, headers: isThere ? { ...others, [name.toLowerCase()]: String(value) } : others };
  },
  path: (request, { value }) => {
    const text = encodeURIComponent(String(value));
    const names = Object.keys(request.params);
    return {
      ...request,
      path: request.path.replaceAll('seven', text),
      params: Object.fromEntries(names.map((name) => [name, String(value)])),
    };
  },
};
