const CR = 13;
const LF = 10;
const SEMICOLON = 59;
/** Chunk extensions and trailers are read past: a server that never ends them has malformed its answer. */
const MAX_EXTRA_BYTES = 16 * 1024;
const MAX_SIZE_DIGITS = 12;

/** - `size`, `extension`, `data`, `data-end`: of a chunk. `trailer`: the lines after the last. */
type State = 'size' | 'extension' | 'data' | 'data-end' | 'trailer' | 'done' | 'malformed';

/** Finds the end of a chunked body (RFC 9112 §7.1) without keeping any of it. */
export class ChunkedBody {
  #state: State = 'size';
  #size = 0;
  #digits = 0;
  #extra = 0;
  #lineLength = 0;

  get state(): 'more' | 'done' | 'malformed' {
    return this.#state === 'done' || this.#state === 'malformed' ? this.#state : 'more';
  }

  /** Begins the next body. */
  reset(): void {
    this.#state = 'size';
    this.#size = 0;
    this.#digits = 0;
    this.#extra = 0;
    this.#lineLength = 0;
  }

  /** @returns Where in `data` the body ends, or its length. */
  read(data: Uint8Array, start: number): number {
    let at = start;
    while (at < data.length && this.state === 'more') {
      if (this.#state === 'data') at += this.#skipData(data.length - at);
      else this.#readByte(data[at++] ?? 0);
    }
    return at;
  }

  #skipData(available: number): number {
    const skipped = Math.min(this.#size, available);
    this.#size -= skipped;
    if (this.#size === 0) this.#state = 'data-end';
    return skipped;
  }

  #readByte(byte: number): void {
    if (this.#state === 'size') this.#readSize(byte);
    else if (this.#state === 'extension') this.#readExtension(byte);
    else if (this.#state === 'data-end') this.#readDataEnd(byte);
    else this.#readTrailer(byte);
  }

  #readSize(byte: number): void {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#size = this.#size * 16 + digit;
      this.#state = ++this.#digits > MAX_SIZE_DIGITS ? 'malformed' : 'size';
    } else if (this.#digits === 0) this.#state = 'malformed';
    else if (byte === LF) this.#endSize();
    else this.#state = byte === CR || byte === SEMICOLON || byte === 32 || byte === 9 ? 'extension' : 'malformed';
  }

  #readExtension(byte: number): void {
    if (byte === LF) this.#endSize();
    else if (++this.#extra > MAX_EXTRA_BYTES) this.#state = 'malformed';
  }

  #endSize(): void {
    this.#state = this.#size === 0 ? 'trailer' : 'data';
    this.#digits = 0;
  }

  #readDataEnd(byte: number): void {
    if (byte === LF) this.#state = 'size';
    else if (byte !== CR) this.#state = 'malformed';
  }

  #readTrailer(byte: number): void {
    if (byte === LF) {
      if (this.#lineLength === 0) this.#state = 'done';
      this.#lineLength = 0;
    } else if (byte !== CR) {
      this.#lineLength++;
      if (++this.#extra > MAX_EXTRA_BYTES) this.#state = 'malformed';
    }
  }
}

/** @returns -1 for what is none. */
function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
