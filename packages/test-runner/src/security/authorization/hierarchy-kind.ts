import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { templateNames } from '../../succeed/resource-paths.ts';
import { describeAnswer, isDenied, isOk, textOf } from '../support/answers.ts';
import { baselineOf } from '../support/baseline.ts';
import { type MarkedThing, makeMarked } from '../support/marked-thing.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize, twoPeople } from '../support/people.ts';
import { partsAt, sendParts } from '../support/requests.ts';
import { resourceChain } from '../support/resource-chain.ts';

/** What stands below one person's thing, asked for below another person's own. */
export const HIERARCHY_KIND: CaseKind = {
  kind: 'object-hierarchy',
  phase: 'security',
  checks: ['bola-hierarchy'],
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || twoPeople(view) === undefined) return;
    for (const { name, operations, item_path: path } of view.plan.resources) {
      const { read, create } = operations;
      if (read === undefined || create === undefined || templateNames(path ?? '').length < 2) continue;
      if (!isAllowed(view, read) || !isAllowed(view, create)) continue;
      yield { operation: read, title: "somebody's thing below another person's parent", input: { resource: name } };
    }
  },
  run: tryForeignParent,
};

function isAllowed({ operations }: RunView, key: string): boolean {
  return operations.some((one) => one.key === key && one.secured);
}

async function tryForeignParent(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const { resource } = testCase.input as { readonly resource: string };
  const people = twoPeople(probe);
  if (people === undefined) return [];
  const thing = await makeMarked(probe, resource, { identity: people.a });
  const owned = thing && (await makeMarked(probe, resource, { identity: people.b }));
  if (thing === undefined || owned === undefined || isSameParent(probe, thing.made, owned.made)) return [];
  const ask = async (made: Made, identity: string): Promise<TestExchange | undefined> => {
    const parts = partsAt(probe, key, made);
    return parts && sendParts(probe, { operation: key, parts, identity });
  };
  const own = await ask(thing.made, people.a);
  const mixed = own && isOk(own) ? await tryOwnOtherParent({ probe, key, thing, own }) : [];
  if (mixed.length > 0) return mixed;
  const direct = await ask(thing.made, people.b);
  const theirs = await ask(owned.made, people.b);
  if (own === undefined || direct === undefined || theirs === undefined) return [];
  // Where the other may read it anyway, the parent is not what lets in.
  if (!isOk(own) || !isOk(theirs) || !isDenied(direct)) return [];
  const crossed = await ask(below(thing.made, owned.made), people.b);
  if (crossed === undefined || !isOk(crossed) || !shows(crossed, own, thing)) return [];
  return [
    observe('bola-hierarchy', {
      message: `"${people.b}" is refused what "${people.a}" has made, but reads it with \`${key}\` by asking for it below a parent of their own.`,
      expected: '403 or 404',
      observed: describeAnswer(crossed),
      signature: resource,
    }),
  ];
}

interface OwnThing {
  readonly probe: Probe;
  readonly key: string;
  readonly thing: MarkedThing;
  readonly own: TestExchange;
}

/** The same person's thing, below another parent of theirs whose list does not have it. */
async function tryOwnOtherParent({ probe, key, thing, own }: OwnThing): Promise<readonly Observation[]> {
  const { identity, resource } = thing.made;
  const parent = resourceChain(probe, thing.made)[1];
  const other = parent && (await makeMarked(probe, parent.resource.name, { identity }));
  const list = probe.resource(resource)?.operations.list;
  if (other === undefined || list === undefined || parent === undefined) return [];
  if (JSON.stringify(other.made.path) === JSON.stringify(parent.made.path)) return [];
  const listed = await probe.succeed(list, { identity, at: other.made });
  if (listed === undefined || shows(listed.exchange, own, thing)) return [];
  const parts = partsAt(probe, key, below(thing.made, { ...thing.made, path: other.made.path }));
  const crossed = parts && (await sendParts(probe, { operation: key, parts, identity }));
  if (crossed === undefined || !isOk(crossed) || !shows(crossed, own, thing)) return [];
  return [
    observe('bola-hierarchy', {
      message: `\`${key}\` shows what was made below one parent also below another one, whose list (\`${list}\`) does not have it: the parent in the path is not compared.`,
      expected: '404',
      observed: describeAnswer(crossed),
      signature: resource,
      severity: 'medium',
    }),
  ];
}

function isSameParent(probe: Probe, one: Made, other: Made): boolean {
  const parent = resourceChain(probe, one)[1]?.made.path.length ?? one.path.length - 1;
  const text = ({ path }: Made): string => JSON.stringify(path.slice(0, parent));
  return parent === 0 || text(one) === text(other);
}

function below(thing: Made, parent: Made): Made {
  const last = thing.path.length - 1;
  const path = thing.path.map((part, index) => (index === last ? part : (parent.path[index] ?? part)));
  return { ...thing, identity: parent.identity, path };
}

function shows(crossed: TestExchange, own: TestExchange, { marks }: MarkedThing): boolean {
  const words = marks.filter(({ word }) => textOf(own).includes(word));
  if (words.length > 0) return words.some(({ word }) => textOf(crossed).includes(word));
  return baselineOf([own]).isLike(crossed) && baselineOf([own]).hasContent;
}
