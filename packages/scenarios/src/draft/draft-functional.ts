import { bindRule } from '../packs/bind-rule.ts';
import type { PackRespond, PackRule } from '../packs/pack.ts';
import { bindTemplates, type DraftedRules, type Drafting, joinRules } from './drafting.ts';

/** Ids that nothing has. */
const UNKNOWN_IDS = ['0', '00000000-0000-0000-0000-000000000000', 'missing'];

/** Values of query parameters that nothing meets: a word to search for, and a page or offset beyond the end. */
const NO_MATCH = ['nothing', '999999'];

/** What each part of the scenario is for, said only where the document has operations for it. */
const PARTS: readonly { readonly template: PackRule; readonly note: string }[] = [
  {
    template: {
      for: { takes_id: true, declares: 404 },
      match: { when: `request.params.exists(k, request.params[k] in ${JSON.stringify(UNKNOWN_IDS)})` },
      respond: { status: 404 },
    },
    note: `The ids ${UNKNOWN_IDS.join(', ')} are not found, as the document declares it.`,
  },
  {
    template: {
      for: { kind: 'create', declares: 409, each: true },
      sequence: { responses: [{}, { status: 409 }], repeat: true },
    },
    note: 'Of two requests that create, the second meets the conflict that the document declares.',
  },
  {
    template: {
      for: { kind: 'list', answers_json: true, each: true },
      match: { when: `request.query.exists(k, request.query[k] in ${JSON.stringify(NO_MATCH)})` },
      respond: { variant: 'empty' },
    },
    note: `Lists are empty where a query parameter is ${NO_MATCH.join(' or ')}.`,
  },
];

/** Answers of one read after the other, the richest row first; each operation gets the first that its schema has room for. */
const VARIANTS: readonly (readonly PackRespond[])[] = [
  [{}, { variant: 'minimal' }, { variant: 'extreme' }],
  [{}, { variant: 'minimal' }],
  [{}, { variant: 'extreme' }],
];

/** Operations that get bodies of their own, and characters of JSON that those of one may come to. */
const MAX_VARIED = 8;
const MAX_CHARACTERS = 2_000;

/** The usual answers, with the edges that the document itself allows. */
export function draftFunctional(drafting: Drafting): DraftedRules & { readonly notes: readonly string[] } {
  const parts = PARTS.map(({ template, note }) => ({ note, drafted: bindTemplates([template], drafting) })).filter(
    ({ drafted }) => drafted.rules.length > 0,
  );
  const varied = varyReads(drafting);
  const notes = [
    ...parts.map(({ note }) => note),
    ...(varied.rules.length === 0
      ? []
      : [
          'Reads answer in turn as usual, with required members only, and with texts and numbers at the ends of what the schema takes.',
        ]),
  ];
  const { rules, operations } = joinRules([...parts.map(({ drafted }) => drafted), varied]);
  return rules.length > 0 ? { rules, operations, notes } : pinSuccesses(drafting);
}

function varyReads({ chosen, context }: Drafting): DraftedRules {
  const drafted = chosen
    .values()
    .flatMap((operation) => {
      const rules = VARIANTS.map((responses) => bindRule(varying(responses), [operation], context));
      return rules.filter((bound) => bound.rules.length > 0 && isShort(bound)).slice(0, 1);
    })
    .take(MAX_VARIED);
  return joinRules([...drafted]);
}

function varying(responses: readonly PackRespond[]): PackRule {
  return { for: { kind: 'read', answers_json: true, each: true }, sequence: { responses, repeat: true } };
}

function isShort({ rules }: DraftedRules): boolean {
  return JSON.stringify(rules).length <= MAX_CHARACTERS;
}

/** For documents that say no more than what they answer when all is well: that, and each error that they declare, in turn. */
function pinSuccesses(drafting: Drafting): DraftedRules & { readonly notes: readonly string[] } {
  const declared = bindTemplates(
    [{ for: { declares: '4XX', each: true }, sequence: { responses: [{}, { status: '4XX' }], repeat: true } }],
    drafting,
  );
  if (declared.rules.length > 0)
    return { ...declared, notes: ['Each operation answers as usual and with the errors that it declares, in turn.'] };
  return {
    ...bindTemplates([{ respond: { headers: { 'X-MockLoop-Scenario': 'functional' } } }], drafting),
    notes: [
      'The document declares neither errors nor bodies, ids or lists that could vary: its usual answers are given, marked with a header.',
    ],
  };
}
