import { levelAt, type TimedStage } from '../timeline.ts';

export interface ClosedLoopOptions {
  readonly timeline: readonly TimedStage[];
  /** The users of this worker: every `stride`-th, from this one on. */
  readonly offset: number;
  readonly stride: number;
  /** The end of the warm-up, in milliseconds of `performance.now()`. */
  readonly zero: number;
  /** Sends the next request of a user. */
  readonly send: (user: number, stage: number) => void;
  readonly onEnd: () => void;
}

const CHECK_MS = 10;
/** A user who got no answer does not try again at once: a port that refuses would be tried a hundred thousand times a second. */
const PAUSE_MS = 100;

/** Lets as many users as the stages say send one request after the other. */
export class ClosedLoop {
  readonly #options: ClosedLoopOptions;
  readonly #active = new Set<number>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  #check: NodeJS.Timeout | undefined;

  constructor(options: ClosedLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#check = setInterval(() => this.#startUsers(), CHECK_MS);
    this.#startUsers();
  }

  stop(): void {
    clearInterval(this.#check);
    for (const pause of this.#pauses) clearTimeout(pause);
  }

  /** A user's request has ended. */
  settled(user: number, answered: boolean): void {
    if (answered) {
      this.#continue(user);
      return;
    }
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      this.#continue(user);
    }, PAUSE_MS);
    this.#pauses.add(pause);
  }

  #continue(user: number): void {
    const now = performance.now() - this.#options.zero;
    if (user < usersAt(this.#options.timeline, now)) this.#options.send(user, this.#stageAt(now));
    else this.#active.delete(user);
  }

  #startUsers(): void {
    const { timeline, offset, stride, zero, send, onEnd } = this.#options;
    const now = performance.now() - zero;
    if (now >= (timeline.at(-1)?.endMs ?? 0)) {
      this.stop();
      onEnd();
      return;
    }
    const users = usersAt(timeline, now);
    for (let user = offset; user < users; user += stride) {
      if (this.#active.has(user)) continue;
      this.#active.add(user);
      send(user, this.#stageAt(now));
    }
  }

  #stageAt(ms: number): number {
    return this.#options.timeline.find(({ startMs, endMs }) => startMs <= ms && ms < endMs)?.stage ?? -1;
  }
}

/** Half a user is one. */
function usersAt(timeline: readonly TimedStage[], ms: number): number {
  return Math.round(levelAt(timeline, ms) ?? 0);
}
