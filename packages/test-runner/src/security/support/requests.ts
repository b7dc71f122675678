import type { TestExchange } from '../../model/exchange.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { TestRequest } from '../../model/test-request.ts';
import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import type { ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe, SendOptions } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { pathValues } from '../../succeed/resource-paths.ts';

/** A request of an operation; `undefined` where the document is wrong there. */
export function requestFor(view: RunView, { operation: key, parts, identity }: Sending): TestRequest | undefined {
  const operation = view.operation(key);
  return operation && composeRequest(operation, parts, { document: view.document, identity });
}

/** What is sent to which operation as whom. */
export interface Sending {
  readonly operation: string;
  readonly parts: RequestParts;
  readonly identity: string;
}

/** Sends parts to an operation as somebody. */
export async function sendParts(
  probe: Probe,
  sending: Sending,
  options: SendOptions = {},
): Promise<TestExchange | undefined> {
  const request = requestFor(probe, sending);
  return request && probe.send(request, { operation: sending.operation, ...options });
}

/** Parts that have worked, or may, with the path of something that exists. */
export function partsAt(view: RunView, key: string, at: Made | undefined): RequestParts | undefined {
  const operation = view.operation(key);
  if (operation === undefined) return undefined;
  const base =
    view.knowledge.knownGood(key)?.parts ??
    generateParts(operation, view, { seed: `${view.plan.seed} ${key}`, mode: 'example' });
  if (base === undefined || at === undefined) return base;
  const placed = pathValues(at, view.resource(at.resource)?.item_path, operation.path);
  const values = operation.parameters.map(
    (parameter, index): ParameterPart =>
      parameter.in === 'path' && placed.has(parameter.name)
        ? { value: placed.get(parameter.name) }
        : base.values[index],
  );
  return { ...base, values };
}

/** Asks for something that exists, as somebody; `undefined` where no operation reads it. */
export async function readThing(probe: Probe, made: Made, identity: string): Promise<TestExchange | undefined> {
  const key = probe.resource(made.resource)?.operations.read;
  const parts = key === undefined ? undefined : partsAt(probe, key, made);
  return key === undefined || parts === undefined ? undefined : sendParts(probe, { operation: key, parts, identity });
}

/** Operations that security cases may call: nothing that ends sessions or changes what belongs to all. */
export function callable(view: RunView): readonly PlannedOperation[] {
  return view.operations.filter(({ risk, ends_session: ends }) => risk !== 'environment' && ends !== true);
}

/** An address below the server that nobody has given a meaning. */
/** @param word Letters. */
export function nowhere(word: string): TestRequest {
  return { method: 'GET', target: `/${word}/${word}x`, headers: [['Accept', '*/*']], identity: 'anonymous' };
}
