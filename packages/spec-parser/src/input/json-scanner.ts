/** One piece of a JSON text. */
export interface JsonToken {
  readonly type: 'open' | 'close' | 'key' | 'scalar';
  /** Where it begins in the text. */
  readonly start: number;
  /** Just behind it. */
  readonly end: number;
}

/** What is wrong in a JSON text, and where. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads the tokens of a JSON text (RFC 8259) one by one, so that a caller may pause between any two. It needs no stack
 * of the runtime, however deep the text is nested. Commas behind a last item are passed over and noted.
 */
export class JsonScanner {
  readonly trailingCommas: number[] = [];
  readonly #text: string;
  /** Of the objects and arrays that are open. */
  readonly #closers: string[] = [];
  #position: number;
  #expected: 'value' | 'key' | 'comma' = 'value';

  constructor(text: string) {
    this.#text = text;
    this.#position = skipSpace(text, 0);
  }

  /**
   * The next token; undefined at the end of the text.
   *
   * @throws {JsonSyntaxError} at the first mistake.
   */
  next(): JsonToken | undefined {
    if (this.#expected === 'comma') return this.#close() ?? (this.#closers.length === 0 ? this.#end() : this.#comma());
    return this.#expected === 'key' ? this.#key() : this.#value();
  }

  #value(): JsonToken {
    const opener = this.#text[this.#position];
    if (opener === '{' || opener === '[') return this.#open(opener);
    const token = this.#token('scalar', scalarEnd(this.#text, this.#position));
    this.#expected = 'comma';
    return token;
  }

  #open(opener: '{' | '['): JsonToken {
    const closer = opener === '{' ? '}' : ']';
    const token = this.#token('open', this.#position + 1);
    this.#closers.push(closer);
    this.#expectItem(closer);
    if (this.#text[this.#position] === closer) this.#expected = 'comma';
    return token;
  }

  #key(): JsonToken {
    if (this.#text[this.#position] !== '"') throw unexpected(this.#text, this.#position, 'a key in double quotes');
    const token = this.#token('key', stringEnd(this.#text, this.#position));
    if (this.#text[this.#position] !== ':') throw unexpected(this.#text, this.#position, '`:`');
    this.#position = skipSpace(this.#text, this.#position + 1);
    this.#expected = 'value';
    return token;
  }

  #close(): JsonToken | undefined {
    const closer = this.#closers.at(-1);
    if (closer === undefined || this.#text[this.#position] !== closer) return undefined;
    this.#closers.pop();
    return this.#token('close', this.#position + 1);
  }

  #comma(): JsonToken | undefined {
    const closer = this.#closers.at(-1) as string;
    const comma = this.#position;
    if (this.#text[comma] !== ',') throw unexpected(this.#text, comma, `\`,\` or \`${closer}\``);
    this.#position = skipSpace(this.#text, comma + 1);
    if (this.#text[this.#position] === closer) this.trailingCommas.push(comma);
    else this.#expectItem(closer);
    return this.next();
  }

  #end(): undefined {
    if (this.#position < this.#text.length) throw unexpected(this.#text, this.#position, 'the end');
  }

  #expectItem(closer: string): void {
    this.#expected = closer === '}' ? 'key' : 'value';
  }

  #token(type: JsonToken['type'], end: number): JsonToken {
    const token: JsonToken = { type, start: this.#position, end };
    this.#position = skipSpace(this.#text, end);
    return token;
  }
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (true) {
    const code = text.charCodeAt(position);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return position;
    position += 1;
  }
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function scalarEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start);
  SCALAR.lastIndex = start;
  if (!SCALAR.test(text)) throw unexpected(text, start, 'a value');
  return SCALAR.lastIndex;
}

function stringEnd(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position + 1;
    if (code === 0x5c) position = escapeEnd(text, position);
    else if (code < 0x20) throw new JsonSyntaxError('A line break or control character stands in a string.', position);
  }
  throw new JsonSyntaxError('The text ends within a string.', text.length);
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

function escapeEnd(text: string, start: number): number {
  ESCAPE.lastIndex = start;
  if (ESCAPE.test(text)) return ESCAPE.lastIndex - 1;
  if (start + 1 >= text.length) return start;
  throw new JsonSyntaxError(`\`${text.slice(start, start + 2)}\` is not an escape that JSON has.`, start);
}

function unexpected(text: string, offset: number, expected: string): JsonSyntaxError {
  if (offset >= text.length) return new JsonSyntaxError(`The text ends where ${expected} should follow.`, text.length);
  const isComment = text.startsWith('//', offset) || text.startsWith('/*', offset);
  if (isComment) return new JsonSyntaxError('There is a comment; JSON has none.', offset);
  return new JsonSyntaxError(`\`${text[offset]}\` stands where ${expected} should.`, offset);
}
