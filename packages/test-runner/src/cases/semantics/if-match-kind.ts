import type { Operation } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { call, isSuccess } from '../stateful/call.ts';
import { createThing, type Reading, readThing, resourceOf, resourcesWith } from '../stateful/thing.ts';
import { updateThing } from '../stateful/update-things.ts';
import { bodyForUse } from '../stateful/use-body.ts';
import { differingMembers } from '../stateful/written-differences.ts';

/** Where an item has an `ETag`: changes it, looks whether the tag changes too, and changes it again for a version that it does not have. */
export const IF_MATCH_KIND: CaseKind = {
  kind: 'if-match',
  phase: 'semantics',
  *propose(view) {
    // The tags of a mock are those of its document's examples.
    if (view.target.is_mock) return;
    for (const role of ['replace', 'update'] as const)
      for (const resource of resourcesWith(view, ['create', 'read', role]))
        yield {
          operation: resource.operations[role],
          title: `change one of ${resource.name} for a version that it does not have`,
          input: { resource: resource.name },
        };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const { operation: key } = testCase;
    const thing = resource && (await createThing(probe, resource));
    const before = thing && (await readThing(probe, resource, thing.made));
    const tag = before && tagOf(before);
    if (resource === undefined || key === undefined || thing === undefined) return [];
    if (before === undefined || tag === undefined) return [];
    const updated = await updateThing(probe, resource, { key, thing, before });
    const after = updated && (await readThing(probe, resource, thing.made));
    if (after === undefined) return [];
    return [...stale(resource, before, after), ...(await ignored(probe, resource, { key, thing, after }))];
  },
};

function tagOf({ exchange }: Reading): string | undefined {
  return headerOf(exchange.response?.headers ?? [], 'etag');
}

/** Another body under the same tag is never fetched again. */
function stale(resource: Resource, before: Reading, after: Reading): readonly Observation[] {
  const tag = tagOf(before);
  const changed = differingMembers(before.item, after.item);
  if (tag === undefined || tagOf(after) !== tag || changed.size === 0) return [];
  return [
    {
      check: 'etag-stale',
      operation: resource.operations.read,
      message: `An item of ${resource.name} was changed in ${[...changed].join(', ')}, and still has \`ETag: ${tag}\`.`,
      expected: 'another ETag',
      observed: tag,
      signature: `ETag of ${resource.name} stays`,
    },
  ];
}

interface Versioned {
  readonly key: string;
  readonly thing: { readonly made: Parameters<typeof readThing>[2]; readonly sent: Readonly<Record<string, unknown>> };
  readonly after: Reading;
}

async function ignored(
  probe: Probe,
  resource: Resource,
  { key, thing, after }: Versioned,
): Promise<readonly Observation[]> {
  const operation = probe.operation(key);
  const tag = tagOf(after);
  const body = bodyForUse(probe, key, { sent: thing.sent, use: 'if-match' });
  // Weak tags are for caches alone, and many frameworks send them on their own.
  const isMeant = operation !== undefined && (saysVersions(operation) || tag?.startsWith('"') === true);
  if (!isMeant || body === undefined) return [];
  const wrong = '"mockloop-no-such-version"';
  const called = await call(probe, key, { at: thing.made, body, headers: [['If-Match', wrong]] });
  if (!isSuccess(called) || called.status === 202) return [];
  const seen = await readThing(probe, resource, thing.made);
  if (seen === undefined || differingMembers(after.item, seen.item).size === 0) return [];
  return [
    {
      check: 'if-match-ignored',
      message: `\`${key}\` with \`If-Match: ${wrong}\`, while the item has \`ETag: ${tag}\`, was answered ${called.status}, and changed it.`,
      expected: '412',
      observed: String(called.status),
      signature: `If-Match of ${resource.name} ignored`,
      ...(saysVersions(operation) ? { severity: 'medium' as const } : {}),
    },
  ];
}

/** The document speaks of versions. */
function saysVersions({ parameters, responses }: Operation): boolean {
  const isAsked = parameters.some(({ name, in: place }) => place === 'header' && name.toLowerCase() === 'if-match');
  return isAsked || responses.some(({ status }) => status === '412' || status === '428');
}
