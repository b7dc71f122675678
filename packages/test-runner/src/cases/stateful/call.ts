import type { Operation } from '@mockloop/spec-parser';
import type { TestExchange } from '../../model/exchange.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import type { BodyPart, RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { pathValues } from '../../succeed/resource-paths.ts';

export interface CallOptions {
  /** What its path leads to or begins with. */
  readonly at?: Made | undefined;
  /** Query parameters by name, also such as `filter[status]`; the document's others are left out unless they are needed. */
  readonly query?: readonly (readonly [name: string, value: string | number | boolean])[] | undefined;
  readonly body?: BodyPart | undefined;
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly identity?: string | undefined;
}

/** A call and what came of it, whatever that is. */
export interface Called {
  readonly operation: Operation;
  readonly exchange: TestExchange;
  /** 0 where nothing came. */
  readonly status: number;
  /** The answer's body, read. */
  readonly value: unknown;
}

/**
 * Calls an operation at something that exists, with the request that worked before but for what is given.
 *
 * @returns `undefined` where the plan does not let us, or the document allows no request.
 */
export async function call(
  probe: Probe,
  key: string | undefined,
  options: CallOptions = {},
): Promise<Called | undefined> {
  const planned = probe.operations.find((one) => one.key === key);
  const operation = planned && probe.operation(planned.key);
  const base = operation && baseParts(operation, options, probe);
  if (operation === undefined || base === undefined) return undefined;
  const identity = options.identity ?? options.at?.identity ?? probe.mainIdentity;
  const request = composeRequest(operation, partsFor(operation, { base, options, probe }), {
    document: probe.document,
    identity,
  });
  const exchange = await probe.send(request, { operation: operation.key });
  const answer = await readAnswer(exchange, operation, probe);
  return { operation, exchange, status: exchange.response?.status ?? 0, value: answer?.value };
}

export function isSuccess(called: Called | undefined): called is Called {
  return called !== undefined && called.status >= 200 && called.status < 300;
}

function baseParts(operation: Operation, options: CallOptions, probe: Probe): RequestParts | undefined {
  const known = probe.knowledge.knownGood(operation.key)?.parts;
  const generated = generateParts(operation, probe, { seed: probe.seed, mode: 'example', only: 'required' });
  if (known === undefined || generated === undefined) return known ?? generated;
  // What narrows a list down hides what is looked for.
  return {
    values: operation.parameters.map((parameter, index) => (parameter.required ? known.values[index] : undefined)),
    body: options.body ?? known.body,
  };
}

function partsFor(
  operation: Operation,
  { base, options, probe }: { readonly base: RequestParts; readonly options: CallOptions; readonly probe: Probe },
): RequestParts {
  const { at, query = [] } = options;
  const placed = at
    ? pathValues(at, probe.resource(at.resource)?.item_path, operation.path)
    : new Map<string, unknown>();
  const asked = new Map(query);
  const declared = new Set(operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  return {
    values: operation.parameters.map((parameter, index) => {
      if (parameter.in === 'path' && placed.has(parameter.name)) return { value: placed.get(parameter.name) };
      if (parameter.in === 'query' && asked.has(parameter.name)) return { value: asked.get(parameter.name) };
      return base.values[index];
    }),
    body: options.body ?? base.body,
    headers: options.headers,
    query: query.filter(([name]) => !declared.has(name)).map(([name, value]) => [name, String(value)]),
  };
}
