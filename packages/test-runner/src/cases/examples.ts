import type { MediaType, Operation } from '@mockloop/spec-parser';
import type { Observation } from '../model/observation.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { isSendable } from '../requests/is-sendable.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import { tryFindDefects } from '../requests/try-find-defects.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { Probe } from '../run/probe.ts';
import { acceptsBody } from '../succeed/accepts-body.ts';
import { freshen } from '../succeed/fresh-values.ts';
import { leavesOf } from '../succeed/json-value.ts';
import { createToken } from '../succeed/token.ts';
import { applyChange, type Change } from './data/change.ts';
import { namesSomething } from './data/depends-on-state.ts';
import { testable } from './data/testable.ts';
import { type Verdict, verdictOf } from './data/verdict.ts';
import { workingParts } from './data/working-parts.ts';

interface ExampleInput {
  readonly change: Change;
  readonly pointer: string;
}

/** The document's own examples, one by one. */
export const EXAMPLE: CaseKind = {
  kind: 'example',
  phase: 'examples',
  *propose(view) {
    for (const { key } of testable(view)) {
      const operation = view.operation(key);
      if (operation === undefined) continue;
      for (const [title, input] of examplesOf(operation)) yield { operation: key, title, input };
    }
  },
  async run(testCase, probe) {
    const operation = testCase.operation === undefined ? undefined : probe.operation(testCase.operation);
    return operation === undefined ? [] : tryExample(operation, testCase.input as ExampleInput, probe);
  },
};

function* examplesOf({ parameters, requestBody }: Operation): Generator<readonly [title: string, input: ExampleInput]> {
  for (const mediaType of requestBody?.content ?? []) {
    for (const { name, value, pointer } of mediaType.examples)
      if (value !== undefined)
        yield [`the example ${name} of the body`.replace('  ', ' '), { change: bodyChange(mediaType, value), pointer }];
  }
  for (const { in: location, name: parameter, examples } of parameters) {
    // What stands in the path is there or is not.
    if (location === 'path') continue;
    for (const { name, value, pointer } of examples)
      if (value !== undefined)
        yield [
          `the example ${name} of ${location} ${parameter}`.replace('  ', ' '),
          { change: { in: location, name: parameter, at: '', value }, pointer },
        ];
  }
}

function bodyChange({ mediaType }: MediaType, value: unknown): Change {
  return { in: 'body', name: '', at: '', value, mediaType };
}

async function tryExample(
  operation: Operation,
  { change, pointer }: ExampleInput,
  probe: Probe,
): Promise<readonly Observation[]> {
  const { key } = operation;
  if ((await verdictWith(operation, change, probe)) !== 'refused') return [];
  // Somebody may have taken its names already.
  const fresh = { ...change, value: freshValue(operation, change, probe) };
  if ((await verdictWith(operation, fresh, probe)) !== 'refused') return [];
  if ((await verdictWith(operation, undefined, probe)) !== 'accepted') return [];
  return [
    {
      check: 'example-rejected',
      message: `${key} refused an example of its document, which is valid by its schema`,
      expected: 'an answer other than 400 and 422, as for other requests',
      signature: `example ${pointer}`,
      pointer,
      suspicion: dependsOnMore(change) ? true : undefined,
    },
  ];
}

function freshValue(operation: Operation, { in: location, value, mediaType }: Change, probe: Probe): unknown {
  if (location !== 'body') return value;
  const isValid = acceptsBody(operation, mediaType ?? '', probe);
  return freshen(value, { token: createToken(`${probe.seed} example`), isValid, ids: new Set() });
}

async function verdictWith(
  operation: Operation,
  change: Change | undefined,
  probe: Probe,
): Promise<Verdict | undefined> {
  const working = await workingParts(operation.key, JSON.stringify(change?.value ?? null).slice(0, 40), probe);
  const parts = working && (change === undefined ? working : applyChange(operation, working, { change, seed: '' }));
  return parts && sendValid(operation, parts, probe);
}

/** What breaks its own schema is no example of anything. */
async function sendValid(operation: Operation, parts: RequestParts, probe: Probe): Promise<Verdict | undefined> {
  const request = composeRequest(operation, parts, { document: probe.document, identity: probe.mainIdentity });
  if (!isSendable(request) || (await tryFindDefects(operation, parts, probe))?.length !== 0) return undefined;
  return verdictOf(await probe.send(request));
}

/** It names things that have to be there, or a time that has passed since it was written. */
function dependsOnMore(change: Change): boolean {
  return leavesOf(change.value).some(({ path, value }) => {
    const at = path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    return (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) || namesSomething({ ...change, at });
  });
}
