import type { ApiDocument } from '@mockloop/spec-parser';
import { type BindingContext, bindRule } from '../packs/bind-rule.ts';
import { createBindingContext } from '../packs/binding-context.ts';
import type { OperationTraits } from '../packs/operation-traits.ts';
import type { PackRule } from '../packs/pack.ts';
import { spread } from '../packs/spread.ts';
import type { ScenarioRule } from '../scenario.ts';
import type { DraftScope } from './scenario-draft.ts';

/** What a draft is made from. */
export interface Drafting {
  readonly document: ApiDocument;
  readonly context: BindingContext;
  /** Every operation that it may be for, in document order. */
  readonly included: readonly OperationTraits[];
  /** Those of them that get rules of their own. */
  readonly chosen: readonly OperationTraits[];
}

/** Characters of JSON that bodies made for one template come to: a draft is read by people and models. */
const MAX_BODY_CHARACTERS = 4_000;

export function startDraft(document: ApiDocument, { include, maxOperations = 25 }: DraftScope): Drafting {
  const context = { ...createBindingContext(document, [], maxOperations), maxCharacters: MAX_BODY_CHARACTERS };
  const included = context.all.filter(({ entry }) => include?.(entry) ?? true);
  const first = new Set(spread(included).slice(0, context.maxOperations));
  return { document, context, included, chosen: included.filter((operation) => first.has(operation)) };
}

/** Rules as they are written, and the operations that they are for. */
export interface DraftedRules {
  readonly rules: readonly ScenarioRule[];
  readonly operations: readonly string[];
}

/** The rules that templates become, one template after the other. */
export function bindTemplates(templates: readonly PackRule[], drafting: Drafting): DraftedRules {
  return joinRules(templates.map((template) => bindTemplate(template, drafting)));
}

export function joinRules(parts: readonly DraftedRules[]): DraftedRules {
  return {
    rules: parts.flatMap(({ rules }) => rules),
    operations: [...new Set(parts.flatMap(({ operations }) => operations))],
  };
}

/** Characters of JSON that rules for all operations may come to before they are written for the chosen ones alone. */
const MAX_WIDE_CHARACTERS = 2_500;

/** Rules for all operations where they are short, else for the chosen ones. */
export function widest(
  { included, chosen }: Drafting,
  bind: (operations: readonly OperationTraits[]) => DraftedRules,
): DraftedRules {
  const wide = bind(included);
  const isShort = chosen.length === included.length || JSON.stringify(wide.rules).length <= MAX_WIDE_CHARACTERS;
  return isShort ? wide : bind(chosen);
}

function bindTemplate(template: PackRule, drafting: Drafting): DraftedRules {
  const { context, chosen } = drafting;
  if (template.for?.each === true) return bindRule(template, chosen, context);
  return widest(drafting, (operations) => bindRule(template, operations, context));
}

/** Keys in the order of the document. */
export function inDocumentOrder(keys: readonly string[], { context }: Drafting): readonly string[] {
  const wanted = new Set(keys);
  return context.all.map(({ entry }) => entry.key).filter((key) => wanted.has(key));
}

/** A sentence for each thing that was left out; none where nothing was. */
export function leftOutNotes({ included, chosen }: Drafting): readonly string[] {
  if (chosen.length === included.length) return [];
  return [
    `Rules that single operations need were written for ${chosen.length} of ${included.length} operations, of different tags first; name others to have them instead.`,
  ];
}
