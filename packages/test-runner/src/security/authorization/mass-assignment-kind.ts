import type { Operation } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe, Success } from '../../run/probe.ts';
import { itemIn } from '../../succeed/find-item.ts';
import { getAt, isObject, type JsonObject } from '../../succeed/json-value.ts';
import { isOk, jsonOf } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { freshParts, memberOf, withMember } from '../support/injector.ts';
import { madeBy } from '../support/made-by.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize, twoPeople } from '../support/people.ts';
import { callable, readThing, sendParts } from '../support/requests.ts';
import { answerMember, requestMember } from './member-schemas.ts';
import { isBookkeeping, isPrivilege, isSensitive, raised } from './privileges.ts';

/** Members that only the server sets, sent along: whether they stay. */
export const MASS_ASSIGNMENT_KIND: CaseKind = {
  kind: 'mass-assignment',
  phase: 'security',
  checks: ['mass-assignment'],
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view)) return;
    for (const { key, role, resource } of callable(view)) {
      if (resource === undefined || !['create', 'replace', 'update'].includes(role)) continue;
      if (view.resource(resource)?.operations.read === undefined) continue;
      yield { operation: key, title: 'members that only the server sets', input: { resource } };
    }
  },
  run: tryAssigning,
};

async function tryAssigning(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const operation = probe.operation(key);
  const resource = probe.resource((testCase.input as { readonly resource: string }).resource);
  if (operation === undefined || resource === undefined) return [];
  const controls = [await control({ probe, key, resource }), await control({ probe, key, resource })];
  const [first, second] = controls;
  if (first === undefined || second === undefined) return [];
  const target: Target = { probe, key, operation, resource, first, second };
  const candidates = await candidatesFor(target);
  const kept = candidates.length === 0 ? [] : await keptOf(target, candidates);
  if (kept.length === 0 || (await keepsAnything(target))) return [];
  const isProven = kept.some(({ name, isReadOnly }) => isReadOnly || isSensitive(name));
  const names = kept.map(({ name }) => `\`${name}\``).join(', ');
  const values = kept.map(({ name, value }) => `${name}: ${JSON.stringify(value)}`).join(', ');
  return [
    observe(
      'mass-assignment',
      {
        message: `\`${key}\` keeps ${names}, which its document does not let a client set: ${values} was read back; without them it is ${kept.map(({ usual }) => JSON.stringify(usual)).join(', ')}.`,
        expected: 'the member is ignored or refused',
        observed: values,
        signature: kept
          .map(({ name }) => name)
          .toSorted()
          .join(' '),
        severity: kept.some(({ name }) => isPrivilege(name)) ? 'critical' : undefined,
      },
      isProven,
    ),
  ];
}

/** Something made or changed as usual, and what is read of it. */
interface Control {
  readonly success: Success;
  readonly item: JsonObject;
}

interface Target {
  readonly probe: Probe;
  readonly key: string;
  readonly operation: Operation;
  readonly resource: Resource;
  readonly first: Control;
  readonly second: Control;
}

async function control(
  { probe, key, resource }: Pick<Target, 'probe' | 'key' | 'resource'>,
  identity?: string,
): Promise<Control | undefined> {
  const success = await probe.succeed(key, { identity });
  const made = success?.made;
  const item = made && (await itemOf(probe, made, resource));
  return success === undefined || item === undefined ? undefined : { success, item };
}

async function itemOf(probe: Probe, made: Made, resource: Resource): Promise<JsonObject | undefined> {
  const read = await readThing(probe, made, made.identity);
  const value = read !== undefined && isOk(read) ? jsonOf(read) : undefined;
  return itemIn(value, resource) ?? (isObject(value) ? value : undefined);
}

interface Candidate {
  readonly name: string;
  /** What it is without us. */
  readonly usual: unknown;
  /** What we send. */
  readonly value: unknown;
  readonly isReadOnly: boolean;
}

/** Members that are read back, that the document does not let a client set, and that are the same each time. */
async function candidatesFor(target: Target): Promise<readonly Candidate[]> {
  const theirs = await itemOfAnother(target);
  const found = Object.keys(target.first.item).flatMap((name) => candidateFor(name, target, theirs) ?? []);
  return found.toSorted((a, b) => Number(isSensitive(b.name)) - Number(isSensitive(a.name)));
}

function candidateFor(name: string, target: Target, theirs: JsonObject | undefined): Candidate | undefined {
  const { probe, operation, resource, first, second } = target;
  const usual = first.item[name];
  const asked = requestMember(probe, operation, [name]);
  if ((asked.isDeclared && !asked.isReadOnly) || isBookkeeping(name)) return undefined;
  if (memberOf(first.success.parts, [name]) !== undefined || !isSame(second.item[name], usual)) return undefined;
  const read = probe.operation(resource.operations.read ?? '');
  const answered = read && answerMember(probe, read, [name]);
  const value = isOwnership(name, usual, theirs?.[name]) ? theirs?.[name] : raised(name, usual, answered?.allowed);
  const isReadOnly = asked.isReadOnly || answered?.isReadOnly === true;
  return value === undefined ? undefined : { name, usual, value, isReadOnly };
}

/** It differs with whoever makes it. */
function isOwnership(name: string, own: unknown, theirs: unknown): boolean {
  return theirs !== undefined && !isObject(theirs) && !isSame(own, theirs) && isSensitive(name);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the same looks like when somebody else makes it: whose it is differs. */
async function itemOfAnother({ probe, key, resource, first }: Target): Promise<JsonObject | undefined> {
  const people = twoPeople(probe);
  const isCreation = probe.planned(key)?.role === 'create';
  if (people === undefined || !isCreation || !Object.keys(first.item).some(isSensitive)) return undefined;
  return (await control({ probe, key, resource }, people.b))?.item;
}

const MOST = 6;

/** Those that stay: sent together, and each alone where together they are refused. */
async function keptOf(target: Target, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const together = await assign(target, candidates, 'all');
  if (together !== undefined) return together;
  const kept: Candidate[] = [];
  for (const candidate of candidates.slice(0, MOST))
    kept.push(...((await assign(target, [candidate], candidate.name)) ?? []));
  return kept;
}

/** @returns `undefined` where they were refused. */
async function assign(
  target: Target,
  candidates: readonly Candidate[],
  salt: string,
): Promise<readonly Candidate[] | undefined> {
  const item = await itemAfter(target, Object.fromEntries(candidates.map(({ name, value }) => [name, value])), salt);
  return item && candidates.filter(({ name, value }) => isSame(item[name], value));
}

async function itemAfter(
  { probe, key, operation, resource, first }: Target,
  members: JsonObject,
  salt: string,
): Promise<JsonObject | undefined> {
  const isCreation = probe.planned(key)?.role === 'create';
  const { parts, request, made } = first.success;
  const base = isCreation ? freshParts(operation, parts, { probe, salt: `assign ${salt}` }) : parts;
  let changed: RequestParts = base;
  for (const [name, value] of Object.entries(members)) changed = withMember(changed, [name], value);
  const exchange = await sendParts(probe, { operation: key, parts: changed, identity: request.identity });
  if (exchange === undefined || !isOk(exchange)) return undefined;
  const written = isCreation ? await madeBy(probe, { key, exchange, parts: changed, request }) : made;
  return written && itemOf(probe, written, resource);
}

/** What keeps any member at all does so on purpose. */
async function keepsAnything(target: Target): Promise<boolean> {
  const word = canaryFor(target.probe, 'nonsense');
  const item = await itemAfter(target, { [word]: word }, word);
  return item !== undefined && getAt(item, [word]) === word;
}
