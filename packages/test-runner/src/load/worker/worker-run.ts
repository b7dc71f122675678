import type { LoadErrorKind } from '../load-result.ts';
import type { WorkerPlan, WorkerReport } from '../worker-plan.ts';
import { Arrivals } from './arrivals.ts';
import { ClosedLoop } from './closed-loop.ts';
import type { CreateTransport } from './create-transport.ts';
import type { Exchange, ExchangeObserver, Transport } from './exchange.ts';
import { OpenLoop } from './open-loop.ts';
import { Recorder } from './recorder.ts';
import { RequestPicker } from './request-picker.ts';
import { WorkMeter } from './work-meter.ts';

const ROLL_MS = 100;

export interface WorkerRunOptions {
  readonly plan: WorkerPlan;
  /** The end of the warm-up, in milliseconds of `process.hrtime`. */
  readonly zeroMs: number;
  readonly createTransport: CreateTransport;
  readonly post: (report: WorkerReport) => void;
}

/** One worker's part of a run, from the first request to the last answer. */
export class WorkerRun implements ExchangeObserver {
  readonly #plan: WorkerPlan;
  readonly #post: (report: WorkerReport) => void;
  readonly #zero: number;
  readonly #meter = new WorkMeter();
  readonly #picker: RequestPicker;
  readonly #recorder: Recorder;
  readonly #transport: Transport;
  readonly #arrivals: Arrivals;
  readonly #loop: OpenLoop | ClosedLoop;
  #rolling: NodeJS.Timeout | undefined;
  #closedIndex: number;
  #underWay = 0;
  #sentAll = false;
  #ended = false;

  constructor({ plan, zeroMs, createTransport, post }: WorkerRunOptions) {
    this.#plan = plan;
    this.#post = post;
    this.#zero = zeroMs + performance.now() - Number(process.hrtime.bigint()) / 1e6;
    this.#picker = new RequestPicker(
      plan.seed,
      plan.requests.map(({ weight }) => weight),
    );
    this.#recorder = new Recorder(plan, this.#zero, { post, utilization: () => this.#meter.take() });
    this.#transport = createTransport(plan, this);
    this.#arrivals = new Arrivals(plan.model === 'open' ? plan.timeline : [], plan.offset, plan.stride);
    this.#closedIndex = plan.offset;
    this.#loop = plan.model === 'open' ? this.#createOpenLoop() : this.#createClosedLoop();
  }

  start(): void {
    const wait = this.#zero + (this.#plan.timeline[0]?.startMs ?? 0) - performance.now();
    setTimeout(() => this.#loop.start(), Math.max(0, wait - 2));
    this.#rolling = setInterval(() => this.#recorder.roll(performance.now()), ROLL_MS);
  }

  /** Reports what there is, and gives up the rest. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const endMs = this.#plan.timeline.at(-1)?.endMs ?? 0;
    const endedMs = this.#sentAll ? endMs : Math.min(endMs, Math.max(0, performance.now() - this.#zero));
    this.#loop.stop();
    clearInterval(this.#rolling);
    this.#transport.close();
    this.#recorder.flush();
    this.#post({
      type: 'done',
      ...this.#recorder.totals(),
      due: this.#arrivals.countUntil(endedMs),
      endedMs,
      localLimit: this.#transport.localLimit,
    });
  }

  dispatched(exchange: Exchange): void {
    this.#recorder.dispatched(exchange);
  }

  answered(exchange: Exchange, status: number): void {
    this.#recorder.answered(exchange, status);
    this.#settled(exchange, true);
  }

  failed(exchange: Exchange, kind: LoadErrorKind): void {
    this.#recorder.failed(exchange, kind);
    this.#settled(exchange, false);
  }

  dropped(exchange: Exchange): void {
    this.#recorder.dropped(exchange);
    this.#settled(exchange, false);
  }

  #createOpenLoop(): OpenLoop {
    return new OpenLoop({
      arrivals: this.#arrivals,
      zero: this.#zero,
      transport: this.#transport,
      meter: this.#meter,
      send: (intendedAt) => this.#send(this.#arrivals.index, { intendedAt, stage: this.#arrivals.stage, user: -1 }),
      onEnd: () => this.#allSent(),
    });
  }

  #createClosedLoop(): ClosedLoop {
    const { timeline, offset, stride } = this.#plan;
    return new ClosedLoop({
      timeline,
      offset,
      stride,
      zero: this.#zero,
      send: (user, stage) => {
        this.#send(this.#closedIndex, { intendedAt: performance.now(), stage, user });
        this.#closedIndex += stride;
      },
      onEnd: () => this.#allSent(),
    });
  }

  #send(index: number, what: Pick<Exchange, 'intendedAt' | 'stage' | 'user'>): void {
    const request = this.#picker.pick(index);
    const operation = this.#plan.requests[request]?.operation ?? 0;
    this.#underWay++;
    const { intendedAt, stage, user } = what;
    this.#transport.send({ request, operation, stage, user, intendedAt, dispatchedAt: intendedAt });
  }

  #settled(exchange: Exchange, answered: boolean): void {
    this.#underWay--;
    if (this.#sentAll) this.#endIfSettled();
    else if (this.#loop instanceof ClosedLoop) this.#loop.settled(exchange.user, answered);
  }

  #allSent(): void {
    this.#sentAll = true;
    this.#endIfSettled();
  }

  #endIfSettled(): void {
    if (this.#underWay === 0) this.end();
  }
}
