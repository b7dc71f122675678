import { matchMediaType } from '@mockloop/body';
import type { MediaType } from '@mockloop/spec-parser';
import { andThen } from '../and-then.ts';
import { type Answer, replaceHeaders } from '../answer.ts';
import type { ChosenResponse } from '../choose-response.ts';
import { decodeSegment } from '../path-template.ts';
import type { ProblemName } from '../problem.ts';
import { finishPlanned, refuse } from '../respond-from-document.ts';
import type { Call } from '../responder.ts';
import type { MakeBody } from '../response-plan.ts';
import type { Address, ValueReader } from './address.ts';
import type { FormFinder } from './form-finder.ts';
import type { StoreContext } from './item-store.ts';
import type { StorageAction } from './storage-action.ts';
import type { StorageState } from './storage-state.ts';

/** What all requests to one mock's storage share. */
export interface StorageContext extends StoreContext {
  readonly forms: FormFinder;
  readonly seed: string;
  /** Told, once each, of what could not be answered from storage. */
  readonly report: (message: string) => void;
}

/** A request to storage on its way to an answer. */
export interface StorageCall {
  readonly call: Call;
  readonly action: StorageAction & { readonly collection: NonNullable<StorageAction['collection']> };
  readonly address: Address;
  readonly read: ValueReader;
  /** What was sent; `undefined` where nothing was. */
  readonly body: unknown;
  readonly context: StorageContext;
}

/** Reads values of a request by name; a path parameter that the document does not declare too. */
export function valueReader({ compiled, exchange }: Call): ValueReader {
  const values = compiled.parameterValues(exchange);
  return (ref) => {
    const known = values.get(ref);
    if (known !== undefined || !ref.startsWith('path.')) return known;
    const capture = exchange.captures[compiled.pathNames.indexOf(ref.slice('path.'.length))];
    return capture === undefined ? undefined : decodeSegment(capture);
  };
}

/** Puts another storage in the place of the world's. */
export function store({ call }: StorageCall, storage: StorageState): void {
  call.exchange.world.update({ storage });
}

/** The success that a document has for what was done: the first of these statuses that it knows, else its usual one. */
export function chooseSuccess(
  { call: { compiled }, action }: StorageCall,
  statuses: readonly number[],
): ChosenResponse {
  const { responses } = compiled.operation;
  for (const status of statuses) {
    const response = responses.find((one) => one.status === String(status));
    if (response !== undefined) return { status, response };
  }
  const usual = compiled.choose(undefined);
  if (usual !== undefined && usual.status < 400) return usual;
  // The document says only how it can go wrong.
  const status = UNSAID.get(action.kind) ?? 200;
  return { status, response: { status: String(status), pointer: '', headers: [], content: [], links: [] } };
}

const UNSAID: ReadonlyMap<string, number> = new Map([
  ['create', 201],
  ['delete', 204],
  ['clear', 204],
]);

/** The media type that a request was sent in. */
export function sentMediaType({ call: { compiled, exchange } }: StorageCall): MediaType | undefined {
  const content = compiled.operation.requestBody?.content ?? [];
  const contentType = exchange.request.header('content-type');
  return (
    (contentType === undefined ? undefined : content.find(({ mediaType }) => matchMediaType(mediaType, contentType))) ??
    content[0]
  );
}

export interface StoredAnswer {
  readonly chosen: ChosenResponse;
  readonly make: MakeBody;
  /** Names and values in turn. */
  readonly headers?: readonly string[] | undefined;
  /** Fields, by lower-case names, that are sent as they stand in `headers` or not at all. */
  readonly hides?: readonly string[] | undefined;
  /** For `explain`. */
  readonly why: string;
}

/** Answers as the document describes, with a body made of what is stored. */
export function answer(
  { call }: StorageCall,
  { chosen, make, headers = [], hides = [], why }: StoredAnswer,
): Answer | Promise<Answer> {
  const { compiled, exchange, preferences } = call;
  const plan = compiled.plan(chosen);
  const planned = plan.answerWith({ accept: exchange.request.header('accept') }, make);
  return andThen(planned, (value) => {
    const placed =
      value.isRefusal === true ? value : { ...value, answer: replaceHeaders(without(value.answer, hides), headers) };
    const finished = finishPlanned(placed, { compiled, exchange, preferences, plan });
    return { ...finished, decision: { by: 'storage', why } };
  });
}

function without(answer: Answer, names: readonly string[]): Answer {
  if (names.length === 0) return answer;
  const headers = answer.headers.filter(
    (_, index, all) => !names.includes((all[index - (index % 2)] ?? '').toLowerCase()),
  );
  return { ...answer, headers, logged: undefined };
}

const KINDS = {
  ITEM_NOT_FOUND: 'not-found',
  ITEM_CONFLICT: 'conflict',
  PATCH_FAILED: 'content',
  BAD_REQUEST: 'syntax',
} as const;

/** Refuses in the document's words where it has some. */
export function refuseStored(
  call: Call,
  name: ProblemName & keyof typeof KINDS,
  detail: string,
): Answer | Promise<Answer> {
  const { compiled, exchange } = call;
  const refused = refuse(compiled, exchange, {
    kind: KINDS[name],
    problem: { name, detail: `${compiled.operation.key}: ${detail}` },
  });
  return andThen(refused, (value) => ({ ...value, decision: { by: 'storage', why: WHY[name] } }));
}

const WHY: Record<keyof typeof KINDS, string> = {
  ITEM_NOT_FOUND: 'there is no such item',
  ITEM_CONFLICT: 'an item of this id is there already',
  PATCH_FAILED: 'the patch does not apply',
  BAD_REQUEST: 'the request cannot be read',
};
