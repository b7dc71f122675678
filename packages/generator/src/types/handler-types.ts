/**
 * The part of `types.d.ts` that is the same for every document: what a handler is. It says of `Operations` what
 * `@mockloop/mock-server` says of any operation.
 */
export const HANDLER_TYPES = `/**
 * Answers requests to one operation, named by its operationId or by method and path. \`undefined\` leaves the request to
 * storage and the document, as if there were no handler.
 */
export type Handler<Name extends OperationName> = (
  context: HandlerContext<Name>,
) => HandlerResult<Name> | Promise<HandlerResult<Name>>;

/** What a handler file exports as \`handlers\`. */
export type Handlers = { readonly [Name in OperationName]?: Handler<Name> };

export type OperationName = keyof Operations | keyof OperationIds;

export interface HandlerContext<Name extends OperationName> {
  readonly request: HandlerRequest<Name>;
  /** The operation that the request reached. */
  readonly operation: {
    /** E.g. \`GET /pets/{petId}\`. */
    readonly key: string;
    readonly method: string;
    readonly path: string;
    readonly operationId?: string | undefined;
    readonly summary?: string | undefined;
    readonly tags: readonly string[];
  };
  /** What everything random is to be drawn from, so that the same request gets the same answer. */
  readonly seed: string;
  /** The id of the world that the request sees. */
  readonly world: string;
  /** What handlers remember in that world. It outlives a change of the handler files; variables of theirs do not. */
  readonly state: HandlerState;
  /** What would be answered without the handler: to look at, or to return it changed. */
  respond(wish?: { readonly status?: number; readonly example?: string }): Promise<Answer<Name>>;
}

/** A request that passed its checks, with values of the types that the document declares. */
export interface HandlerRequest<Name extends OperationName> {
  readonly method: string;
  /** As received, without the query. */
  readonly path: string;
  readonly params: Of<Name, 'params'>;
  readonly query: Of<Name, 'query'>;
  /** Texts, by lower-case name. */
  readonly headers: Of<Name, 'headers'> & Texts;
  readonly cookies: Of<Name, 'cookies'> & Texts;
  readonly body: Of<Name, 'body'>;
}

/** \`undefined\`, a Response, or the parts of one. Without a status it is that of the document's success response. */
export type HandlerResult<Name extends OperationName> =
  | AnswerTo<Of<Name, 'answers'>>
  | Partial<Reply<undefined, BodyAt<Of<Name, 'answers'>, Of<Name, 'success'>>>>
  | Response
  | undefined
  | void;

/** An answer of the document or of storage. */
export type Answer<Name extends OperationName> = Required<AnswerTo<Of<Name, 'answers'>>>;

export interface Reply<Status, Body> {
  readonly status: Status;
  readonly headers?: HandlerHeaders;
  readonly body?: Body;
}

/** By name; a list is sent as several fields. */
export type HandlerHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A map from texts to JSON values, kept with the world. Values are copied. */
export interface HandlerState {
  get<Value = unknown>(key: string): Value | undefined;
  has(key: string): boolean;
  set(key: string, value: unknown): void;
  delete(key: string): boolean;
  keys(): string[];
}

type Texts = { readonly [name: string]: string | undefined };

/** A part of an operation. Worked out when the name is known: of all operations at once it would take minutes. */
type Of<Name extends OperationName, Part extends string> = Name extends keyof OperationIds
  ? PartOf<OperationIds[Name], Part>
  : PartOf<Name, Part>;
type PartOf<Key, Part extends string> = Key extends keyof Operations
  ? Operations[Key] extends { [One in Part]: infer Value }
    ? Value
    : never
  : never;

/** Answers of the statuses that the document declares, with the bodies that it declares; others with any body. */
type AnswerTo<Bodies> =
  | { [Status in ExactIn<Bodies>]: Reply<Status, Bodies[Status]> }[ExactIn<Bodies>]
  | { [Range in RangeIn<Bodies>]: Reply<Exclude<StatusesOf<Range>, ExactIn<Bodies>>, Bodies[Range]> }[RangeIn<Bodies>]
  | Reply<
      Exclude<StatusesOf<\`\${2 | 3 | 4 | 5}XX\`>, ExactIn<Bodies> | StatusesOf<RangeIn<Bodies>>>,
      BodyAt<Bodies, 'default'>
    >;

type BodyAt<Bodies, Key> = Key extends keyof Bodies ? Bodies[Key] : unknown;
type ExactIn<Bodies> = Extract<keyof Bodies, number>;
type RangeIn<Bodies> = Extract<keyof Bodies, \`\${number}XX\`>;
type StatusesOf<Range extends string> = Range extends \`\${infer Class extends number}XX\`
  ? ToNumber<\`\${Class}\${Digit}\${Digit}\`>
  : never;
type ToNumber<Text extends string> = Text extends \`\${infer Status extends number}\` ? Status : never;
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
`;
