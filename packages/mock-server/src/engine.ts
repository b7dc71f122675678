import { createSchemas, SchemaError } from '@mockloop/schema';
import { type ApiDocument, type OperationEntry, SpecError } from '@mockloop/spec-parser';
import { andThen, orElse } from './and-then.ts';
import { type Answer, replaceHeaders } from './answer.ts';
import { answerOperation } from './answer-operation.ts';
import { CompiledOperation } from './compiled-operation.ts';
import { correlationOf } from './correlation.ts';
import { isPreflight, preflightAnswer, withCors } from './cors.ts';
import { createCredentials } from './credentials.ts';
import type { Exchange } from './exchange.ts';
import { BodyTooLargeError, type MockRequest } from './mock-request.ts';
import { nearestOperations } from './nearest-operations.ts';
import { OperationTable } from './operation-table.ts';
import { problemAnswer } from './problem.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { ResolvedSettings } from './settings.ts';

/** Answers what the document does not: `/docs`, `/health` and the like. */
export type Fallback = (request: MockRequest) => Answer | Promise<Answer> | undefined;

/** How much memory generated answers may take before they are made anew. */
const MAX_RECENT_BYTES = 8 * 1024 * 1024;

/** Answers requests for one document. Starting costs a route table; an operation is compiled when it is first called. */
export class Engine {
  readonly #document: ApiDocument;
  readonly #settings: ResolvedSettings;
  readonly #fallback: Fallback;
  readonly #report: (message: string) => void;
  readonly #table: OperationTable;
  readonly #compile: (entry: OperationEntry) => CompiledOperation;
  readonly #compiled = new Map<OperationEntry, CompiledOperation>();

  constructor(document: ApiDocument, options: { readonly settings: ResolvedSettings; readonly fallback: Fallback }) {
    const { settings, fallback } = options;
    this.#document = document;
    this.#settings = settings;
    this.#fallback = fallback;
    this.#table = new OperationTable(document);
    const schemas = createSchemas({ source: (uri) => document.schema(uri) });
    const credentials = createCredentials(settings.seed);
    const recent = new RecentAnswers(MAX_RECENT_BYTES);
    const report = reportOnce(settings.onProblem);
    this.#report = report;
    this.#compile = (entry) =>
      new CompiledOperation(entry, { document, schemas, credentials, settings, recent, report });
  }

  /** Never rejects: what goes wrong becomes an answer. */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    const { request } = exchange;
    if (this.#settings.cors && isPreflight(request)) return preflightAnswer(request);
    const answer = orElse(
      () => andThen(this.#read(exchange), () => this.#answer(exchange)),
      (error) => this.#failed(error, exchange),
    );
    return andThen(answer, (value) => this.#finish(value, request));
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
    const found = this.#table.find(request);
    if (found.kind === 'found') {
      exchange.captures = found.captures;
      exchange.operation = found.entries[0];
      const candidates = found.entries.map((entry) => this.#compiledOperation(entry));
      return answerOperation(candidates, exchange);
    }
    if (found.kind === 'method-not-allowed') return methodNotAllowed(request, found.allow);
    const builtIn = this.#fallback(request);
    exchange.admin = builtIn !== undefined;
    return builtIn ?? this.#notFound(request);
  }

  #compiledOperation(entry: OperationEntry): CompiledOperation {
    const known = this.#compiled.get(entry);
    if (known !== undefined) return known;
    const compiled = this.#compile(entry);
    this.#compiled.set(entry, compiled);
    return compiled;
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

  #failed(error: unknown, exchange: Exchange): Answer {
    const where = exchange.operation?.key ?? exchange.request.path;
    if (error instanceof SpecError) {
      const place = { file: error.file, pointer: error.pointer };
      return problemAnswer({
        name: 'REFERENCE_UNRESOLVED',
        detail: `${where}: ${error.message}. ${error.advice}`,
        members: { place },
      });
    }
    if (error instanceof SchemaError) {
      const { file, pointer } = this.#document.placeOf(error.uri, error.pointer);
      this.#report(`${where}: ${error.message} (${pointer})`);
      return problemAnswer({
        name: 'SCHEMA_UNSATISFIABLE',
        detail: `${where}: ${error.message}`,
        members: { keyword: error.keyword, place: { file, pointer } },
      });
    }
    if (error instanceof BodyTooLargeError) {
      return problemAnswer({
        name: 'CONTENT_TOO_LARGE',
        detail: `The mock reads bodies of at most ${error.limit} bytes.`,
        headers: ['connection', 'close'],
      });
    }
    this.#settings.onProblem(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return problemAnswer({ name: 'INTERNAL_ERROR', detail: 'The mock failed to answer. Its own output says why.' });
  }

  #finish(answer: Answer, request: MockRequest): Answer {
    const correlation = correlationOf(request);
    const echoed = correlation === undefined ? answer : replaceHeaders(answer, [correlation.field, correlation.value]);
    return this.#settings.cors ? withCors(echoed, request) : echoed;
  }
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

function reportOnce(report: (message: string) => void): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    report(message);
  };
}
