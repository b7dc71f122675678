import { type CompiledScenario, compileScenario } from '@mockloop/scenarios';
import type { Schemas } from '@mockloop/schema';
import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import { isIdentityPath } from './admin/describe-mock.ts';
import { andThen, orElse } from './and-then.ts';
import { type Answer, headerOf, replaceHeaders } from './answer.ts';
import { answerFailure } from './answer-failure.ts';
import { type AnswerContext, answerOperation } from './answer-operation.ts';
import { answerAsTold } from './behaviour/answer-as-told.ts';
import { decide } from './behaviour/decide.ts';
import { CompiledOperation } from './compiled-operation.ts';
import { correlationOf } from './correlation.ts';
import { isPreflight, preflightAnswer, withCors } from './cors.ts';
import { createCredentials } from './credentials.ts';
import type { Exchange } from './exchange.ts';
import { RecentFixes } from './fix/recent-fixes.ts';
import { withFix } from './fix/with-fix.ts';
import type { MockRequest } from './mock-request.ts';
import { nearestOperations } from './nearest-operations.ts';
import type { OAuth } from './oauth/create-oauth.ts';
import { type FoundOperation, OperationTable } from './operation-table.ts';
import { problemAnswer } from './problem.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { Responder } from './responder.ts';
import { linksWithin } from './response-links.ts';
import type { ResolvedSettings } from './settings.ts';

/** What the mock answers itself where the document does not: `/docs`, `/health` and the like. */
export interface OwnPage {
  answer(): Answer | Promise<Answer>;
  /** Whether overrides may stand in its place. */
  readonly isOverridable: boolean;
}

/** `undefined`: the mock has no page of its own for the request. */
export type Fallback = (exchange: Exchange) => OwnPage | undefined;

export interface EngineOptions {
  readonly settings: ResolvedSettings;
  /** Of the document. */
  readonly schemas: Schemas;
  /** Told of what is wrong with the document. */
  readonly report: (message: string) => void;
  readonly fallback: Fallback;
  /** Asked in this order before the document. */
  readonly responders: readonly Responder[];
  /** Answers before the operations of the document, where its paths are asked for. */
  readonly oauth?: OAuth | undefined;
}

/** How much memory generated answers may take before they are made anew. */
const MAX_RECENT_BYTES = 8 * 1024 * 1024;

/** Answers requests for one document. Starting costs a route table; an operation is compiled when it is first called. */
export class Engine {
  readonly #document: ApiDocument;
  readonly #settings: ResolvedSettings;
  readonly #fallback: Fallback;
  readonly #oauth: OAuth | undefined;
  readonly #report: (message: string) => void;
  readonly #table: OperationTable;
  readonly #compile: (entry: OperationEntry) => CompiledOperation;
  readonly #compiled = new Map<OperationEntry, CompiledOperation>();
  readonly #context: AnswerContext;
  readonly #fixes: RecentFixes;

  constructor(document: ApiDocument, options: EngineOptions) {
    const { settings, schemas, report, fallback, responders, oauth } = options;
    this.#document = document;
    this.#settings = settings;
    this.#fallback = fallback;
    this.#oauth = oauth;
    this.#table = new OperationTable(document);
    const credentials = createCredentials(settings.seed);
    this.#fixes = new RecentFixes({
      ...{ document, schemas, credentials },
      find: (request) => this.#table.find(request),
      compiled: (entry) => this.#compiledOperation(entry),
    });
    const recent = new RecentAnswers(MAX_RECENT_BYTES);
    this.#report = report;
    this.#context = { latency: latencyScenario(settings), responders };
    this.#compile = (entry) =>
      new CompiledOperation(entry, {
        ...{ document, schemas, credentials, settings, recent, report },
        checkToken: oauth?.checkToken,
      });
  }

  /** Never rejects: what goes wrong becomes an answer. */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    const { request } = exchange;
    if (this.#settings.cors && isPreflight(request)) return preflightAnswer(request);
    const answer = orElse(
      () => andThen(this.#read(exchange), () => this.#answer(exchange)),
      (error) => this.#refusal(error, exchange),
    );
    return andThen(answer, (value) =>
      value.problem === undefined
        ? this.#finish(value, request)
        : this.#withFix(value, exchange).then((fixed) => this.#finish(fixed, request)),
    );
  }

  /** The answer to a request that cannot be handled. */
  refuse(error: unknown, exchange: Exchange): Answer {
    return this.#finish(this.#refusal(error, exchange), exchange.request);
  }

  #refusal(error: unknown, { operation, request }: Exchange): Answer {
    return answerFailure(error, {
      where: operation?.key ?? request.path,
      document: this.#document,
      report: this.#report,
      onProblem: this.#settings.onProblem,
    });
  }

  /** The body is read also where nobody asks for it: the log wants it, and the connection stays usable. */
  #read(exchange: Exchange): undefined | Promise<undefined> {
    if (!exchange.request.hasBody) return undefined;
    const read = exchange.request.body(this.#settings.maxBodyBytes);
    return andThen(read, (bytes) => {
      exchange.body = bytes;
      return undefined;
    });
  }

  #answer(exchange: Exchange): Answer | Promise<Answer> {
    const { request } = exchange;
    if (this.#oauth?.handles(request.method, request.path) === true) return this.#authorize(this.#oauth, exchange);
    const found = isIdentityPath(request.path) ? NOT_FOUND : this.#table.find(request);
    if (found.kind === 'found') {
      exchange.captures = found.captures;
      exchange.operation = found.entries[0];
      const candidates = found.entries.map((entry) => this.#compiledOperation(entry));
      return answerOperation(candidates, exchange, this.#context);
    }
    const page = found.kind === 'not-found' ? this.#fallback(exchange) : undefined;
    if (page !== undefined) return this.#answerItself(page, exchange);
    const told = decide(exchange, this.#context);
    const otherwise = (): Answer | Promise<Answer> => {
      const answer =
        found.kind === 'method-not-allowed' ? methodNotAllowed(request, found.allow) : this.#notFound(request);
      return {
        ...answer,
        decision: { by: 'route', why: `no operation has this ${found.kind === 'not-found' ? 'path' : 'method'}` },
      };
    };
    return told === undefined ? otherwise() : answerAsTold(told, { exchange, otherwise });
  }

  #answerItself({ answer, isOverridable }: OwnPage, exchange: Exchange): Answer | Promise<Answer> {
    const told = isOverridable ? decide(exchange, { latency: undefined, overridesOnly: true }) : undefined;
    const otherwise = (): Answer | Promise<Answer> => {
      exchange.admin = true;
      return answer();
    };
    return told === undefined ? otherwise() : answerAsTold(told, { exchange, otherwise });
  }

  #authorize(oauth: OAuth, exchange: Exchange): Answer | Promise<Answer> {
    const otherwise = (): Answer | Promise<Answer> => oauth.answer(exchange.request, exchange.body ?? NO_BYTES);
    const told = decide(exchange, this.#context);
    return told === undefined ? otherwise() : answerAsTold(told, { exchange, otherwise });
  }

  #compiledOperation(entry: OperationEntry): CompiledOperation {
    const known = this.#compiled.get(entry);
    if (known !== undefined) return known;
    const compiled = this.#compile(entry);
    this.#compiled.set(entry, compiled);
    return compiled;
  }

  /** What goes wrong here must not hide why the request was refused. */
  #withFix(answer: Answer, exchange: Exchange): Promise<Answer> {
    return withFix(answer, exchange, this.#fixes).catch((error: unknown) => {
      this.#report(`${exchange.request.path}: no fix: ${error instanceof Error ? error.stack : String(error)}`);
      return answer;
    });
  }

  #notFound({ method, path }: MockRequest): Answer {
    const nearest = nearestOperations(this.#document.operations, method, path).map(({ key }) => key);
    const hint = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
    return problemAnswer({
      name: 'NO_PATH_MATCHED_ERROR',
      detail: `No operation of "${this.#document.info.title}" has the path ${path}.${hint}`,
      members: { nearest },
    });
  }

  #finish(answer: Answer, request: MockRequest): Answer {
    const correlation = correlationOf(request);
    const echoed = correlation === undefined ? answer : replaceHeaders(answer, [correlation.field, correlation.value]);
    const placed = request.prefix === '' ? echoed : withPrefix(echoed, request.prefix);
    return this.#settings.cors ? withCors(placed, request) : placed;
  }
}

const NO_BYTES = new Uint8Array();
const NOT_FOUND: FoundOperation = { kind: 'not-found' };

/** Paths in an answer stay in the world that the request's path named. */
function withPrefix(answer: Answer, prefix: string): Answer {
  const location = headerOf(answer, 'location');
  const linked = linksWithin(answer, prefix);
  if (location === undefined || !location.startsWith('/') || location.startsWith('//')) return linked;
  return replaceHeaders(linked, ['location', prefix + location]);
}

function latencyScenario({ latency, seed }: ResolvedSettings): CompiledScenario | undefined {
  if (latency === 0) return undefined;
  return compileScenario({ name: 'latency', type: 'chaos', rules: [{ delay: latency }] }, { seed });
}

function methodNotAllowed(request: MockRequest, allow: readonly string[]): Answer {
  const headers = ['allow', [...new Set([...allow, 'OPTIONS'])].join(', ')];
  if (request.method === 'OPTIONS') return { status: 204, headers };
  return problemAnswer({
    name: 'NO_METHOD_MATCHED_ERROR',
    detail: `${request.path} takes ${allow.join(', ')}, not ${request.method}.`,
    headers,
  });
}
