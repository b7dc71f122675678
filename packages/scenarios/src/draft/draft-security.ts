import type { ApiDocument } from '@mockloop/spec-parser';
import { bindRule } from '../packs/bind-rule.ts';
import { builtInPacks } from '../packs/built-in-packs.ts';
import type { PackRule, Payload } from '../packs/pack.ts';
import { selectAny } from '../packs/select-operations.ts';
import { selectPayloads } from '../packs/select-payloads.ts';
import { type DraftedRules, type Drafting, inDocumentOrder, joinRules, startDraft } from './drafting.ts';
import type { DraftScope, ScenarioDraft } from './scenario-draft.ts';
import { FOCUS_BEHAVIOURS, type FocusBehaviour, SECURITY_FOCUSES, type SecurityFocus } from './security-focus.ts';

export interface DraftSecurityOptions extends DraftScope {
  readonly focus: readonly SecurityFocus[];
  /** What the names of the scenarios begin with. Default `security`. */
  readonly name?: string | undefined;
}

export interface SecurityDrafts {
  /** The API withstands: what carries a payload is refused, and the answer names the payload. */
  readonly hardened: ScenarioDraft;
  /** The API falls for it, with the tell-tale answers. Without rules where no focus has any. */
  readonly vulnerable: ScenarioDraft;
  /** What the document has no place for, and why. */
  readonly unused: readonly { readonly focus: SecurityFocus; readonly reason: string }[];
}

/** Payloads of each class, where several focuses share the room. */
const FEW = 1;
const SEVERAL = 3;

/** Two scenarios about the same weaknesses, so that tests and scanners can be checked against both. The same input gives the same drafts. */
export function draftSecurity(document: ApiDocument, options: DraftSecurityOptions): SecurityDrafts {
  const { name = 'security' } = options;
  const drafting = startDraft(document, options);
  const focuses = SECURITY_FOCUSES.filter((focus) => options.focus.includes(focus));
  const unused = focuses.flatMap((focus) => {
    const { operations, reason } = selectAny(drafting.included, FOCUS_BEHAVIOURS[focus].for);
    return operations.length > 0 ? [] : [{ focus, reason: `In "${document.info.title}", ${reason}.` }];
  });
  const used = focuses.filter((focus) => !unused.some((one) => one.focus === focus));
  const perClass = used.length > 1 ? FEW : SEVERAL;
  const draftOf = (side: 'hardened' | 'vulnerable', description: string): ScenarioDraft => {
    const { rules: all, operations } = joinRules(
      used.map((focus) => rulesOf(FOCUS_BEHAVIOURS[focus], side, { drafting, perClass })),
    );
    // Focuses share payloads: what an earlier rule answers no later one sees.
    const rules = [
      ...new Map(all.toReversed().map((rule) => [JSON.stringify(rule.match), rule])).values(),
    ].toReversed();
    return {
      scenario: { name: `${name}-${side}`, description, type: 'security_testing', rules },
      operations: inDocumentOrder(operations, drafting),
      notes: packNotes(used),
    };
  };
  return {
    hardened: draftOf(
      'hardened',
      `The API withstands: ${used.join(', ')}. An answer that refuses a payload names it in X-MockLoop-Payload.`,
    ),
    vulnerable: draftOf(
      'vulnerable',
      `The API falls for it: ${used.join(', ')}. Tests that find nothing here find nothing anywhere.`,
    ),
    unused,
  };
}

interface FocusDrafting {
  readonly drafting: Drafting;
  readonly perClass: number;
}

function rulesOf(
  behaviour: FocusBehaviour,
  side: 'hardened' | 'vulnerable',
  { drafting, perClass }: FocusDrafting,
): DraftedRules {
  const payloads = payloadsOf(behaviour, perClass);
  const context = { ...drafting.context, payloads };
  const { operations: candidates } = selectAny(drafting.included, behaviour.for);
  return joinRules(
    behaviour[side]
      .flatMap((part) => (typeof part === 'string' ? rulesOfScenario(behaviour.pack, part) : [part]))
      // Rules of the pack that do not look for payloads are about something else.
      .filter((rule) => rule.payloads !== undefined || behaviour.pack === undefined)
      .map((rule) => {
        const { for: _, ...loose } = rule;
        return bindRule(rule.for === undefined ? loose : rule, candidates, context);
      }),
  );
}

function rulesOfScenario(uri: string | undefined, name: string): readonly PackRule[] {
  const pack = builtInPacks.find((one) => one.uri === uri);
  return pack?.scenarios.find((scenario) => scenario.name === name)?.rules ?? [];
}

/** The first few of each class. */
function payloadsOf({ pack: uri, select = {}, payloads: own }: FocusBehaviour, perClass: number): readonly Payload[] {
  const all = own ?? builtInPacks.find((pack) => pack.uri === uri)?.payloads ?? [];
  const wanted = selectPayloads(all, select);
  return [...Map.groupBy(wanted, (payload) => payload.class).values()].flatMap((group) => group.slice(0, perClass));
}

function packNotes(focuses: readonly SecurityFocus[]): readonly string[] {
  const packs = [...new Set(focuses.flatMap((focus) => FOCUS_BEHAVIOURS[focus].pack ?? []))];
  if (packs.length === 0) return [];
  return [`Each class of payloads is here with a few; all of them are in ${packs.join(', ')}.`];
}
