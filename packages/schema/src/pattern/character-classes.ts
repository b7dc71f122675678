/** Places for answers, a power of two. */
const PLACES = 4096;
const CODES = 0x110000;

/** The classes and sets of a pattern, such as `[a-z]` and `\d`, with JavaScript's own meaning. */
export class CharacterClasses {
  readonly #flags: string;
  readonly #indexes = new Map<string, number>();
  readonly #expressions: (RegExp | undefined)[] = [];
  readonly #sources: string[] = [];
  /** Answers given, each as its class, code and truth in one number; another of the same place takes it over. */
  readonly #answers = new Float64Array(PLACES).fill(-1);

  /** @param flags Those of the whole expression. */
  constructor(flags: string) {
    this.#flags = flags;
  }

  /** The number of a class, by its source. */
  indexOf(source: string): number {
    let index = this.#indexes.get(source);
    if (index === undefined) {
      index = this.#sources.push(source) - 1;
      this.#indexes.set(source, index);
    }
    return index;
  }

  /** @param code A code point where the flags have `u`, else a UTF-16 code unit. */
  has(index: number, code: number): boolean {
    const place = (code + index * 61) & (PLACES - 1);
    const question = (index * CODES + code) * 2;
    const answer = (this.#answers[place] ?? -1) - question;
    if (answer === 0 || answer === 1) return answer === 1;
    const isIn = this.#expression(index).test(String.fromCodePoint(code));
    this.#answers[place] = question + Number(isIn);
    return isIn;
  }

  #expression(index: number): RegExp {
    const expression = this.#expressions[index] ?? new RegExp(`^(?:${this.#sources[index]})$`, this.#flags);
    this.#expressions[index] = expression;
    return expression;
  }
}
