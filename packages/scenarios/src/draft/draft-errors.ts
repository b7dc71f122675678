import type { ApiDocument } from '@mockloop/spec-parser';
import { bindSequence, NoSuchResponse } from '../packs/bind-respond.ts';
import { type BindingContext, bindRule } from '../packs/bind-rule.ts';
import { declares, type OperationTraits } from '../packs/operation-traits.ts';
import type { PackRespond, PackRule } from '../packs/pack.ts';
import type { Respond } from '../scenario.ts';
import {
  type DraftedRules,
  type Drafting,
  inDocumentOrder,
  joinRules,
  leftOutNotes,
  startDraft,
  widest,
} from './drafting.ts';
import { canHave, ERROR_ANSWERS, ERROR_RULES, type ErrorKind } from './error-kinds.ts';
import type { DraftScope, ScenarioDraft } from './scenario-draft.ts';

export type ErrorSeverity = 'low' | 'medium' | 'high';

export interface DraftErrorsOptions extends DraftScope {
  /** Default: those of the document, and by severity some that any API can have. */
  readonly kinds?: readonly ErrorKind[] | undefined;
  /** Default `medium`. */
  readonly severity?: ErrorSeverity | undefined;
  /** What the names of the scenarios begin with. Default `errors`. */
  readonly name?: string | undefined;
}

/** What one operation answers when something goes wrong. */
export interface OperationErrors {
  /** `GET /pets/{petId}`. */
  readonly operation: string;
  /** Statuses of the wanted kinds that the document declares for it; their bodies are the document's. */
  readonly declared: readonly number[];
  /** Statuses that it does not declare but can have; their bodies are problem details. */
  readonly undeclared: readonly number[];
}

export interface ErrorDrafts {
  /** A share of all requests fails. */
  readonly mixed: ScenarioDraft;
  /** Each operation answers as usual, then with each of its errors, in turn. Absent where no error is an answer. */
  readonly inTurn?: ScenarioDraft | undefined;
  /** Each operation fails at first and then works. Absent where no error is one to try again after. */
  readonly recovery?: ScenarioDraft | undefined;
  readonly errors: readonly OperationErrors[];
  /** Kinds that no operation can have. */
  readonly unused: readonly ErrorKind[];
}

interface Severity {
  /** Of the requests that fail. */
  readonly share: number;
  /** Failures before an operation works again. */
  readonly failures: number;
  readonly retryAfterSeconds: number;
  readonly kinds: readonly ErrorKind[];
}

const SEVERITIES: Readonly<Record<ErrorSeverity, Severity>> = {
  low: { share: 0.05, failures: 1, retryAfterSeconds: 1, kinds: ['declared', 'rate_limit', 'service_unavailable'] },
  medium: {
    share: 0.2,
    failures: 2,
    retryAfterSeconds: 5,
    kinds: ['declared', 'rate_limit', 'server_error', 'service_unavailable', 'slow_response', 'timeout'],
  },
  high: {
    share: 0.5,
    failures: 4,
    retryAfterSeconds: 30,
    kinds: [
      'declared',
      'rate_limit',
      'server_error',
      'bad_gateway',
      'service_unavailable',
      'gateway_timeout',
      'timeout',
      'connection_reset',
      'malformed_body',
    ],
  },
};

/** Scenarios in which the operations of a document fail as they declare it, and as any API can. The same input gives the same drafts. */
export function draftErrors(document: ApiDocument, options: DraftErrorsOptions = {}): ErrorDrafts {
  const { severity: level = 'medium', name = 'errors' } = options;
  const severity = SEVERITIES[level];
  const kinds = [...new Set(options.kinds ?? severity.kinds)];
  const drafting = startDraft(document, options);
  const answers = answersOf(drafting, kinds, severity);
  const faults = kinds.flatMap((kind) => ERROR_RULES.get(kind) ?? []);
  const draftOf = (part: string, description: string, { rules, operations }: DraftedRules): ScenarioDraft => ({
    scenario: { name: `${name}-${part}`, description, type: 'error_simulation', rules },
    operations: inDocumentOrder(operations, drafting),
    notes: leftOutNotes(drafting),
  });
  const mixed = mixedRules(drafting, answers, { faults, share: severity.share });
  const inTurn = eachInTurn(drafting, answers);
  const recovery = recovering(drafting, answers, severity);
  return {
    mixed: draftOf(
      level,
      `About ${severity.share * 100} % of the requests fail, in every way that their operation can.`,
      mixed,
    ),
    inTurn:
      inTurn.rules.length === 0
        ? undefined
        : draftOf('in-turn', 'Each operation answers as usual, then with each of its errors, in turn.', inTurn),
    recovery:
      recovery.rules.length === 0
        ? undefined
        : draftOf(
            'recovery',
            `Each operation fails ${severity.failures === 1 ? 'once' : `${severity.failures} times`} and then works: a client that tries again gets through.`,
            recovery,
          ),
    errors: drafting.chosen.map((operation) => errorsOf(operation, answers.get(operation) ?? [])),
    unused: kinds.filter((kind) => isUnused(kind, drafting)),
  };
}

type Answers = ReadonlyMap<OperationTraits, readonly Respond[]>;

/** What each operation can answer of the wanted kinds, each status once. */
function answersOf({ included }: Drafting, kinds: readonly ErrorKind[], severity: Severity): Answers {
  const wanted = kinds.flatMap((kind) => ERROR_ANSWERS.get(kind) ?? []);
  return new Map(
    included.map((operation) => {
      const responds = wanted
        .filter((answer) => canHave(operation, answer))
        .flatMap(({ status }) => bound(status, operation));
      const byStatus = new Map(responds.map((respond) => [respond.status, withRetryAfter(respond, severity)]));
      return [operation, [...byStatus.values()]];
    }),
  );
}

function bound(status: PackRespond['status'], operation: OperationTraits): readonly Respond[] {
  try {
    const sequence = bindSequence([{ status }], operation, () => undefined);
    return 'responses' in sequence ? sequence.responses : sequence;
  } catch (error) {
    if (error instanceof NoSuchResponse) return [];
    throw error;
  }
}

/** 429 and 503 say when to try again (RFC 6585 §4, RFC 9110 §15.6.4). */
function withRetryAfter(respond: Respond, { retryAfterSeconds }: Severity): Respond {
  if (respond.status !== 429 && respond.status !== 503) return respond;
  return { ...respond, headers: { 'Retry-After': String(retryAfterSeconds) } };
}

interface Faults {
  readonly faults: readonly PackRule[];
  /** Of the requests that fail, in whatever way. */
  readonly share: number;
}

/**
 * One rule for all answers of operations that answer alike, then one for each fault. A later rule sees only what earlier
 * ones let pass, so its probability is its share of that rest.
 */
function mixedRules(drafting: Drafting, answers: Answers, { faults, share }: Faults): DraftedRules {
  const most = Math.max(0, ...answers.values().map((responds) => responds.length));
  const part = share / Math.max(1, faults.length + most);
  const answering = part * most;
  const failing = bindAnswers(drafting, answers, (responses) => ({
    probability: round(answering),
    sequence: { responses, repeat: true },
  }));
  const broken = faults.map((rule, index) => {
    const template = { ...rule, probability: round(part / (1 - answering - index * part)) };
    return widest(drafting, (operations) => bindRule(template, operations, drafting.context));
  });
  return joinRules([failing, ...broken]);
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** One rule for all operations that answer alike. */
function bindAnswers(
  drafting: Drafting,
  answers: Answers,
  toRule: (responses: readonly Respond[]) => PackRule,
): DraftedRules {
  const responsesOf = (operation: OperationTraits): readonly Respond[] => answers.get(operation) ?? [];
  return widest(drafting, (operations) => {
    const groups = Map.groupBy(operations, (operation) => JSON.stringify(responsesOf(operation)));
    return joinRules(
      [...groups.values()].flatMap((group) => {
        const [first] = group;
        const responses = first === undefined ? [] : responsesOf(first);
        return responses.length === 0 ? [] : [bindRule(toRule(responses), group, drafting.context)];
      }),
    );
  });
}

function eachInTurn({ chosen, context }: Drafting, answers: Answers): DraftedRules {
  return bindEach(chosen, context, (operation) => {
    const responses = answers.get(operation) ?? [];
    return responses.length === 0 ? undefined : { sequence: { responses: [{}, ...responses], repeat: true } };
  });
}

/** Statuses after which a client may try again. */
const TRANSIENT: ReadonlySet<number | undefined> = new Set([408, 425, 429, 500, 502, 503, 504]);

function recovering({ chosen, context }: Drafting, answers: Answers, { failures }: Severity): DraftedRules {
  return bindEach(chosen, context, (operation) => {
    const responses = (answers.get(operation) ?? []).filter(({ status }) => TRANSIENT.has(status)).slice(0, failures);
    return responses.length === 0 ? undefined : { times: failures, sequence: { responses, repeat: true } };
  });
}

/** A rule for each operation that one can be made for. */
function bindEach(
  operations: readonly OperationTraits[],
  context: BindingContext,
  toRule: (operation: OperationTraits) => PackRule | undefined,
): DraftedRules {
  return joinRules(
    operations.flatMap((operation) => {
      const rule = toRule(operation);
      return rule === undefined ? [] : [bindRule({ ...rule, for: { each: true } }, [operation], context)];
    }),
  );
}

function errorsOf(operation: OperationTraits, responds: readonly Respond[]): OperationErrors {
  const statuses = responds.flatMap(({ status }) => status ?? []);
  return {
    operation: operation.entry.key,
    declared: statuses.filter((status) => declares(operation, status)),
    undeclared: statuses.filter((status) => !declares(operation, status)),
  };
}

function isUnused(kind: ErrorKind, { included }: Drafting): boolean {
  const answers = ERROR_ANSWERS.get(kind);
  return answers !== undefined && !included.some((operation) => answers.some((answer) => canHave(operation, answer)));
}
