import { isJson, negotiate, readBody, writeBody } from '@mockloop/body';
import type { CompiledSchema, Schemas } from '@mockloop/schema';
import type { ApiDocument, Example, MediaType, ResponseObject } from '@mockloop/spec-parser';
import { andThen } from './and-then.ts';
import { type Answer, asKept, isBodiless, withHeaders } from './answer.ts';
import { type ExampleBody, exampleBody } from './example-body.ts';
import { problemAnswer } from './problem.ts';
import type { RecentAnswers } from './recent-answers.ts';
import { FIELD_VALUE, responseHeaders } from './response-headers.ts';
import { compileLinks, type LinkWriter } from './response-links.ts';

export interface PlanContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  /** Everything generated for the response is drawn from it. */
  readonly seed: string;
  readonly deprecated: boolean;
  /** Shared by all responses of a mock. */
  readonly recent: RecentAnswers;
  readonly report: (message: string) => void;
}

/** What a request asks of a response. */
export interface ResponseWish {
  /** The `Accept` field. */
  readonly accept?: string | undefined;
  /** The name of an example. */
  readonly example?: string | undefined;
  /** Draw the body anew from this; absent: the body that never changes. */
  readonly seed?: string | undefined;
}

/** An answer and the instance that its body was written from. */
export interface PlannedAnswer {
  readonly answer: Answer;
  readonly value?: unknown;
  /** It is not the response, but says why there is none. */
  readonly isRefusal?: boolean | undefined;
}

/** Makes the value of a body; `undefined`: the document's own value is to be sent. */
export type MakeBody = (target: BodyTarget) => unknown;

/** What a body that somebody makes has to be. */
export interface BodyTarget {
  readonly mediaType: MediaType;
  readonly schema: CompiledSchema | undefined;
  /** What the document would send: its first valid example, else a generated value; `undefined` for a text. */
  documentValue(): unknown;
}

/** Of each answer that never changes, so many variants that differ in their links are kept. */
const MAX_LINKED = 2_000;

/** One response of an operation with its status: made ready once, sent many times. */
export class ResponsePlan {
  /** Writes the links of an exchange; `undefined` where the response has none. */
  readonly links: LinkWriter | undefined;
  readonly #response: ResponseObject;
  readonly #status: number;
  readonly #context: PlanContext;
  readonly #mediaTypes: readonly string[];
  /** By media type and example. Holds no more than the document has of both. */
  readonly #kept = new Map<string, PlannedAnswer>();
  readonly #documentValues = new Map<MediaType, unknown>();
  readonly #negotiated = new Map<string, number>();
  /** Links mostly depend on a few ids, which come again and again. */
  readonly #linked = new WeakMap<Answer, Map<string, Answer>>();
  #headers: readonly string[] | undefined;

  constructor(response: ResponseObject, status: number, context: PlanContext) {
    this.links = compileLinks(response.links, context.document);
    this.#response = response;
    this.#status = status;
    this.#context = context;
    this.#mediaTypes = response.content.map(({ mediaType }) => mediaType);
  }

  answer(wish: ResponseWish): PlannedAnswer | Promise<PlannedAnswer> {
    const { content } = this.#response;
    if (content.length === 0 || isBodiless(this.#status)) {
      return this.#kept.get('') ?? this.#keep('', { answer: this.#finish([], undefined) });
    }
    const index = this.#negotiate(wish.accept);
    const mediaType = content[index];
    if (mediaType === undefined) return { answer: this.#notAcceptable(), isRefusal: true };
    const { seed = '' } = wish;
    const key = JSON.stringify([index, wish.example, seed]);
    const known = this.#find(key, wish.seed);
    if (known !== undefined) return known;
    const body = this.#body(mediaType, wish);
    if ('answer' in body) return body;
    return andThen(this.#write(mediaType, body, wish.seed), (planned) => this.#keep(key, planned, wish.seed));
  }

  /** The answer with a body that is made for it, in the media type that is accepted. It is not kept. */
  answerWith(wish: Pick<ResponseWish, 'accept'>, make: MakeBody): PlannedAnswer | Promise<PlannedAnswer> {
    const { content } = this.#response;
    if (content.length === 0 || isBodiless(this.#status)) return this.answer(wish);
    const mediaType = content[this.#negotiate(wish.accept)];
    if (mediaType === undefined) return this.answer(wish);
    const value = make({
      mediaType,
      schema: this.#schemaOf(mediaType),
      documentValue: () => this.#documentValue(mediaType),
    });
    return value === undefined ? this.answer(wish) : this.#write(mediaType, { value }, undefined);
  }

  /** Whether problem details (RFC 9457) are what the document declares here, and meet its schema. */
  accepts({ body }: Answer): boolean {
    const mediaType = this.#response.content.find(({ mediaType: name }) => /^application\/problem\+json\b/i.test(name));
    const schema = mediaType && this.#schemaOf(mediaType);
    return schema !== undefined && typeof body === 'string' && schema.isValid(JSON.parse(body));
  }

  /** An answer of this plan with the links of one exchange. */
  withLinks(answer: Answer, links: readonly string[]): Answer {
    if (answer.logged === undefined) return withHeaders(answer, links);
    const key = links.join('\n');
    const variants = this.#linked.get(answer) ?? new Map<string, Answer>();
    const known = variants.get(key);
    if (known !== undefined) return known;
    const linked = asKept(withHeaders(answer, links));
    if (variants.size >= MAX_LINKED) variants.clear();
    variants.set(key, linked);
    this.#linked.set(answer, variants);
    return linked;
  }

  #documentValue(mediaType: MediaType): unknown {
    if (!this.#documentValues.has(mediaType)) {
      const body = this.#body(mediaType, {});
      this.#documentValues.set(mediaType, 'value' in body ? body.value : undefined);
    }
    return this.#documentValues.get(mediaType);
  }

  #negotiate(accept: string | undefined): number {
    if (accept === undefined || accept === '*/*') return 0;
    const known = this.#negotiated.get(accept);
    if (known !== undefined) return known;
    const index = negotiate(accept, this.#mediaTypes) ?? negotiate(withoutVendor(accept), this.#mediaTypes) ?? -1;
    if (this.#negotiated.size < 100) this.#negotiated.set(accept, index);
    return index;
  }

  #body(mediaType: MediaType, wish: ResponseWish): ExampleBody | PlannedAnswer {
    if (wish.example !== undefined) return this.#namedExample(mediaType, wish.example);
    const example = wish.seed === undefined ? this.#firstValidExample(mediaType) : undefined;
    return example ?? this.#generated(mediaType, wish.seed);
  }

  #namedExample(mediaType: MediaType, name: string): ExampleBody | PlannedAnswer {
    const example = mediaType.examples.find((candidate) => candidate.name === name);
    const body = example && exampleBody(example, mediaType, this.#schemaOf(mediaType));
    if (body !== undefined) return body;
    const names = mediaType.examples.map((candidate) => candidate.name).filter((candidate) => candidate !== '');
    const known =
      names.length === 0
        ? 'It has no named examples.'
        : `It has ${names.map((candidate) => `"${candidate}"`).join(', ')}.`;
    return {
      answer: problemAnswer({
        name: 'NOT_FOUND',
        detail: `The ${this.#status} response has no example "${name}" for ${mediaType.mediaType}. ${known}`,
        members: { examples: names },
      }),
      isRefusal: true,
    };
  }

  #firstValidExample(mediaType: MediaType): ExampleBody | undefined {
    const schema = this.#schemaOf(mediaType);
    for (const example of mediaType.examples) {
      const body = exampleBody(example, mediaType, schema);
      if (body === undefined) continue;
      if (schema === undefined || this.#isValidBody(body, mediaType)) return body;
      this.#reportExample(example, body, mediaType);
    }
    return undefined;
  }

  #isValidBody(body: ExampleBody, mediaType: MediaType): boolean {
    const schema = this.#schemaOf(mediaType);
    if (schema === undefined) return true;
    if ('value' in body) return schema.isValid(body.value);
    if (!isJson(mediaType.mediaType)) return true;
    const read = readBody(Buffer.from(body.text), {
      mediaType,
      contentType: mediaType.mediaType,
      schema,
      lookup: (uri) => this.#context.document.schema(uri),
      placeOf: (uri) => this.#context.document.placeOf(uri),
    });
    return !(read instanceof Promise) && 'value' in read && schema.isValid(read.value);
  }

  #reportExample(example: Example, body: ExampleBody, mediaType: MediaType): void {
    const violation = 'value' in body ? this.#schemaOf(mediaType)?.validate(body.value)[0] : undefined;
    this.#context.report(
      `${example.pointer}: this example breaks its own schema${violation ? ` (${violation.pointer || 'the whole'} ${violation.message})` : ''}; it is only sent when it is asked for by name`,
    );
  }

  #generated(mediaType: MediaType, seed: string | undefined): ExampleBody {
    const options = seed === undefined ? { seed: this.#context.seed } : { seed, mode: 'random' as const };
    const schema = this.#schemaOf(mediaType);
    if (schema !== undefined) return { value: schema.generate(options) };
    if (mediaType.itemSchema !== undefined) {
      const item = this.#context.schemas.compile(mediaType.itemSchema, 'response');
      return { value: [0, 1, 2].map((index) => item.generate({ ...options, seed: `${options.seed} ${index}` })) };
    }
    return { value: isJson(mediaType.mediaType) ? {} : undefined };
  }

  #schemaOf(mediaType: MediaType): CompiledSchema | undefined {
    return mediaType.schema === undefined ? undefined : this.#context.schemas.compile(mediaType.schema, 'response');
  }

  #write(mediaType: MediaType, body: ExampleBody, seed: string | undefined): PlannedAnswer | Promise<PlannedAnswer> {
    if ('text' in body) {
      const contentType = mediaType.mediaType.includes('*') ? 'text/plain' : mediaType.mediaType;
      return { answer: this.#finish(this.#contentType(contentType), body.text) };
    }
    const written = writeBody(body.value, {
      mediaType,
      lookup: (uri) => this.#context.document.schema(uri),
      placeOf: (uri) => this.#context.document.placeOf(uri),
      seed: seed ?? this.#context.seed,
    });
    const finish = ({
      contentType,
      body: bytes,
    }: {
      contentType: string;
      body: string | Uint8Array;
    }): PlannedAnswer => ({ answer: this.#finish(this.#contentType(contentType), bytes), value: body.value });
    return written instanceof Promise ? written.then(finish) : finish(written);
  }

  #contentType(value: string): string[] {
    if (FIELD_VALUE.test(value)) return ['content-type', value];
    this.#context.report(
      `${this.#response.pointer}: sent without Content-Type, which cannot carry ${JSON.stringify(value)}`,
    );
    return [];
  }

  #finish(headers: readonly string[], body: string | Uint8Array | undefined): Answer {
    this.#headers ??= responseHeaders(this.#response, this.#context);
    return {
      status: this.#status,
      headers: [
        ...headers,
        ...this.#headers,
        ...(this.#mediaTypes.length > 1 ? ['vary', 'Accept'] : []),
        ...(this.#context.deprecated ? ['deprecation', 'true'] : []),
      ],
      body,
    };
  }

  #find(key: string, seed: string | undefined): PlannedAnswer | undefined {
    return seed === undefined ? this.#kept.get(key) : this.#context.recent.get(`${this.#context.seed}\n${key}`);
  }

  /** For good where it never changes, else for a while: the same request gets the same bytes. */
  #keep(key: string, planned: PlannedAnswer, seed?: string): PlannedAnswer {
    const kept = { ...planned, answer: asKept(planned.answer) };
    if (seed === undefined) this.#kept.set(key, kept);
    else this.#context.recent.add(`${this.#context.seed}\n${key}`, kept);
    return kept;
  }

  #notAcceptable(): Answer {
    return problemAnswer({
      name: 'NOT_ACCEPTABLE',
      detail: `The ${this.#status} response comes as ${this.#mediaTypes.join(', ')}. Name one of them in Accept.`,
      members: { available: this.#mediaTypes },
    });
  }
}

/** Who reads `application/vnd.github.v3+json` reads JSON (RFC 6839 §3.1): that is what a document may call it. */
function withoutVendor(accept: string): string {
  return accept.replace(/application\/[\w.-]{1,100}\+(json|xml)\b/gi, 'application/$1');
}
