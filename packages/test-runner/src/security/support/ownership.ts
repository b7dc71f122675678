import type { TestExchange } from '../../model/exchange.ts';
import type { Risk } from '../../model/test-plan.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { isDenied, isOk, statusOf, textOf } from './answers.ts';
import type { MarkedThing } from './marked-thing.ts';
import type { People } from './people.ts';
import { partsAt, sendParts } from './requests.ts';
import { type Link, resourceChain } from './resource-chain.ts';

/** Why something is taken to belong to somebody alone. */
export interface Ownership {
  readonly why: string;
}

export interface OwnershipContext {
  readonly thing: MarkedThing;
  readonly people: People;
  /** The operation under attack says nothing about itself. */
  readonly attacked: string;
}

/**
 * Whether what one person made is meant for that person alone. The API says so itself: it keeps it out of another's list and shows it in
 * the owner's; it hides it from the other elsewhere (404) while the owner can use it; or a member's name says that it is secret.
 *
 * @returns `undefined` where nothing says so: it may be meant for all who are logged in.
 */
export async function findOwnership(probe: Probe, context: OwnershipContext): Promise<Ownership | undefined> {
  return (
    (await keptOutOfList(probe, context)) ??
    (await hiddenElsewhere(probe, context)) ??
    (await secretMember(probe, context))
  );
}

/** The owner's list shows it or what it stands in, and the other's does not. */
async function keptOutOfList(probe: Probe, context: OwnershipContext): Promise<Ownership | undefined> {
  for (const link of resourceChain(probe, context.thing.made)) {
    const why = await keptOut(probe, link, context);
    if (why !== undefined) return { why };
  }
  return undefined;
}

async function keptOut(
  probe: Probe,
  { resource, made }: Link,
  { thing, people, attacked }: OwnershipContext,
): Promise<string | undefined> {
  const key = resource.operations.list;
  const parts = key === undefined || key === attacked ? undefined : partsAt(probe, key, made);
  if (key === undefined || parts === undefined) return undefined;
  const own = await sendParts(probe, { operation: key, parts, identity: people.a }, { quiet: true });
  if (own === undefined || !isOk(own) || !shows(own, made, thing)) return undefined;
  const others = await sendParts(probe, { operation: key, parts, identity: people.b });
  if (others === undefined || shows(others, made, thing)) return undefined;
  if (isOk(others)) return `\`${key}\` lists it for "${people.a}" and not for "${people.b}"`;
  // Below the same parent only: the list of a collection may be closed to a role.
  return isDenied(others) && key.includes('{') ? `\`${key}\` is closed to "${people.b}"` : undefined;
}

function shows(exchange: TestExchange, made: Made, { marks, made: own }: MarkedThing): boolean {
  const text = textOf(exchange);
  if (made === own && marks.some(({ word }) => text.includes(word))) return true;
  const id = made.path.at(-1)?.[1];
  if (typeof id === 'number') return new RegExp(`(?<![\\d.])${id}(?![\\d.])`).test(text);
  return typeof id === 'string' && id.length >= 4 && text.includes(id);
}

/**
 * Another operation on the same thing says that there is no such thing, though its owner can use it. The thing was made for this: at last it may be
 * deleted.
 */
async function hiddenElsewhere(
  probe: Probe,
  { thing, people, attacked }: OwnershipContext,
): Promise<Ownership | undefined> {
  const itemPath = probe.resource(thing.made.resource)?.item_path;
  if (itemPath === undefined) return undefined;
  const siblings = probe.operations
    .filter(({ key, path, risk, ends_session: ends }) => {
      const isUsable = risk === 'read' || (path === itemPath && risk !== 'environment');
      return key !== attacked && ends !== true && isUsable && (path === itemPath || path.startsWith(`${itemPath}/`));
    })
    .toSorted((one, other) => ORDER.indexOf(one.risk) - ORDER.indexOf(other.risk));
  for (const { key } of [...siblings.slice(0, 3), ...siblings.slice(3).slice(-1)]) {
    const parts = partsAt(probe, key, thing.made);
    if (parts === undefined) continue;
    const other = await sendParts(probe, { operation: key, parts, identity: people.b });
    if (other === undefined || statusOf(other) !== 404) continue;
    const own = await sendParts(probe, { operation: key, parts, identity: people.a });
    if (own !== undefined && isOk(own)) return { why: `\`${key}\` tells "${people.b}" that there is no such thing` };
  }
  return undefined;
}

const ORDER: readonly Risk[] = ['read', 'write', 'destructive'];

/** What is named a secret is not for others, unless a list shows it to all. */
async function secretMember(probe: Probe, { thing, people }: OwnershipContext): Promise<Ownership | undefined> {
  const secrets = thing.marks.filter(({ isSecret }) => isSecret);
  const [secret] = secrets;
  if (secret === undefined) return undefined;
  const key = probe.resource(thing.made.resource)?.operations.list;
  const parts = key === undefined ? undefined : partsAt(probe, key, thing.made);
  if (key !== undefined && parts !== undefined) {
    const list = await sendParts(probe, { operation: key, parts, identity: people.b });
    if (list !== undefined && secrets.some(({ word }) => textOf(list).includes(word))) return undefined;
  }
  return { why: `its member \`${secret.path.join('.')}\` is secret by its name` };
}
