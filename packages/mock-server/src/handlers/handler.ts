import type { OperationEntry } from '@mockloop/spec-parser';

/**
 * Answers requests to one operation, in the user's own code. What it returns is the answer; `undefined` leaves the request
 * to storage and the document.
 */
export type Handler<Request extends HandlerRequest = HandlerRequest> = (
  context: HandlerContext<Request>,
) => HandlerResult | Promise<HandlerResult>;

// `void` lets a handler end without `return`.
// biome-ignore lint/suspicious/noConfusingVoidType: it stands for a function that returns nothing
export type HandlerResult = HandlerResponse | Response | undefined | void;

/** What a handler is given. */
export interface HandlerContext<Request extends HandlerRequest = HandlerRequest> {
  readonly request: Request;
  /** The operation that the request reached. */
  readonly operation: OperationEntry;
  /** What everything random is to be drawn from, so that the same request gets the same answer. */
  readonly seed: string;
  /** The id of the world that the request sees. */
  readonly world: string;
  /** What handlers remember in that world. It outlives a change of the handler files; variables of theirs do not. */
  readonly state: HandlerState;
  /** What would be answered without the handler: to look at, or to return it changed. */
  respond(wish?: HandlerWish): Promise<HandlerResponse>;
}

/** A request that passed its checks. Values are typed as the document declares them: `petId` of type `integer` is a number. */
export interface HandlerRequest {
  readonly method: string;
  /** As received, without the query. */
  readonly path: string;
  /** Path parameters. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Query parameters. What the document does not declare is text, or a list of texts. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Texts, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** What its media type says: an object for JSON, forms, XML; text; bytes for what has no text. `undefined` for none. */
  readonly body?: unknown;
}

export interface HandlerResponse {
  /** Default: that of the document's success response. */
  readonly status?: number | undefined;
  /** By name; a list is sent as several fields. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /**
   * Written as `content-type` asks, or else as the document's response for this status does: as JSON mostly. Text for
   * another media type, and bytes, are sent as they are. `undefined` is no body.
   */
  readonly body?: unknown;
}

/** Which of the document's answers is wanted. */
export interface HandlerWish {
  /** A status that the document has a response for, e.g. 404. */
  readonly status?: number | undefined;
  /** The name of one of its examples. */
  readonly example?: string | undefined;
}

/** A map from texts to JSON values, kept with the world: it is forked, restored, reset and limited with it. Values are copied. */
export interface HandlerState {
  get<Value = unknown>(key: string): Value | undefined;
  has(key: string): boolean;
  /** @throws {TypeError} when the value is no JSON. */
  set(key: string, value: unknown): void;
  /** @returns Whether there was one. */
  delete(key: string): boolean;
  keys(): string[];
}
