import { type Automaton, CHARACTER, CLASS, END, MATCH_AT, SPLIT, START, WORD_EDGE } from './automaton.ts';
import type { PatternRun } from './pattern-run.ts';

/** What it takes at worst to find out whether a character is of a class, besides the step itself. */
const STEPS_OF_CLASS = 2;

/** Runs an automaton on a text: in all its instructions at once, so that no instruction is carried out twice at one place. */
export class AutomatonRunner {
  readonly #automaton: Automaton;
  readonly #isUnicode: boolean;
  readonly #isAnchored: boolean;
  #here: Places;
  #next: Places;
  #text = '';
  #steps = 0;

  constructor(automaton: Automaton, { isUnicode, isAnchored }: { isUnicode: boolean; isAnchored: boolean }) {
    this.#automaton = automaton;
    this.#isUnicode = isUnicode;
    this.#isAnchored = isAnchored;
    this.#here = new Places(automaton.op.length);
    this.#next = new Places(automaton.op.length);
  }

  /** The most steps that each character of a text may take. */
  get stepsPerCharacter(): number {
    const { op } = this.#automaton;
    return op.length + STEPS_OF_CLASS * op.filter((one) => one === CLASS).length;
  }

  run(text: string, maxSteps: number): PatternRun {
    const { start } = this.#automaton;
    this.#text = text;
    this.#steps = 0;
    this.#here.clear();
    for (let position = 0; position <= text.length; ) {
      if (position === 0 || !this.#isAnchored) this.#here.add(start);
      else if (this.#here.size === 0) break;
      const code = this.#codeAt(position);
      this.#next.clear();
      if (this.#isMatched(position, code)) return { matches: true, steps: this.#steps };
      if (this.#steps > maxSteps) return { matches: undefined, steps: this.#steps };
      [this.#here, this.#next] = [this.#next, this.#here];
      position += code > 0xffff ? 2 : 1;
    }
    return { matches: false, steps: this.#steps };
  }

  #codeAt(position: number): number {
    return (this.#isUnicode ? this.#text.codePointAt(position) : this.#text.charCodeAt(position)) ?? -1;
  }

  /** Carries out all instructions that lead on from here, those that join them meanwhile too; says whether one matched. */
  #isMatched(position: number, code: number): boolean {
    const here = this.#here;
    for (let at = 0; at < here.size; at += 1) {
      this.#steps += 1;
      if (here.list[at] === MATCH_AT) return true;
      this.#carryOut(here.list[at] ?? 0, position, code);
    }
    return false;
  }

  #carryOut(instruction: number, position: number, code: number): void {
    const { op, arg, out, classes } = this.#automaton;
    const argument = arg[instruction] ?? 0;
    const after = out[instruction] ?? 0;
    switch (op[instruction]) {
      case CHARACTER:
        if (code === argument) this.#next.add(after);
        break;
      case CLASS:
        this.#steps += STEPS_OF_CLASS;
        if (code >= 0 && classes.has(argument, code)) this.#next.add(after);
        break;
      case SPLIT:
        this.#here.add(after);
        this.#here.add(argument);
        break;
      case START:
        if (position === 0) this.#here.add(after);
        break;
      case END:
        if (position === this.#text.length) this.#here.add(after);
        break;
      case WORD_EDGE:
        if (this.#isWordEdge(position) === (argument === 1)) this.#here.add(after);
    }
  }

  #isWordEdge(position: number): boolean {
    return isWord(this.#text.charCodeAt(position - 1)) !== isWord(this.#text.charCodeAt(position));
  }
}

/** A set of instructions, in the order in which they were added. */
class Places {
  readonly list: Int32Array;
  size = 0;
  readonly #stamps: Int32Array;
  #stamp = 0;

  constructor(instructions: number) {
    this.list = new Int32Array(instructions);
    this.#stamps = new Int32Array(instructions);
  }

  clear(): void {
    this.size = 0;
    this.#stamp = (this.#stamp + 1) | 0;
  }

  add(instruction: number): void {
    if (this.#stamps[instruction] === this.#stamp) return;
    this.#stamps[instruction] = this.#stamp;
    this.list[this.size] = instruction;
    this.size += 1;
  }
}

/** As `\w` without flags; `NaN` is beyond the ends. */
function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f
  );
}
