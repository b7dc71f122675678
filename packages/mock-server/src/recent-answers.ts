import type { PlannedAnswer } from './response-plan.ts';

/** What an entry weighs beside its body and key: headers and objects. */
const OVERHEAD_BYTES = 1_000;

/**
 * Answers that were generated lately. The same request is to get the same bytes: those that are still known need not be
 * made again. The oldest go first when all together weigh more than `maxBytes`.
 */
export class RecentAnswers {
  readonly #maxBytes: number;
  readonly #answers = new Map<string, PlannedAnswer>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): PlannedAnswer | undefined {
    return this.#answers.get(key);
  }

  add(key: string, planned: PlannedAnswer): void {
    if (this.#answers.has(key)) return;
    this.#answers.set(key, planned);
    this.#bytes += weightOf(key, planned);
    for (const [oldest, answer] of this.#answers) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#answers.delete(oldest);
      this.#bytes -= weightOf(oldest, answer);
    }
  }
}

function weightOf(key: string, { answer }: PlannedAnswer): number {
  return (answer.size ?? 0) + 2 * key.length + OVERHEAD_BYTES;
}
