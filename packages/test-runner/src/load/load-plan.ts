/** A request as plain data, as often prepared with different data as one likes. */
export interface LoadRequest {
  /** What its figures are counted under, e.g. `GET /pets/{petId}`. */
  readonly operation: string;
  /** How often it is sent, compared with all others. Default: operations get equal shares, and so do the requests of one. */
  readonly weight?: number | undefined;
  readonly method: string;
  /** Path and query below the URL of the server. Starts with `/`. */
  readonly target: string;
  /** `Host`, `Content-Length` and `Connection` are written for it. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly body?: LoadBody | undefined;
}

/** The bytes of a body as JSON can hold them. */
export type LoadBody = { readonly text: string } | { readonly base64: string };

/**
 * - `steady`: one level throughout. `soak`: the same, for long. `spike`: the same, after a jump.
 * - `ramp`: evenly from `from` to `level`.
 * - `step`: the same as `steady`, but the run ends with the first step that misses a threshold.
 */
export type LoadStageType = 'steady' | 'ramp' | 'spike' | 'soak' | 'step';

export interface LoadStage {
  readonly type: LoadStageType;
  readonly seconds: number;
  /** Requests per second (open model) or concurrent users (closed model), at its end. */
  readonly level: number;
  /** The level at the start of a ramp. Default: that of the stage before, or 0. */
  readonly from?: number | undefined;
}

/**
 * Open: requests start at a rate, whether answers come or not, as the requests of many independent users do. Closed: each
 * of so many users waits for an answer before it sends the next request.
 */
export type LoadModel = 'open' | 'closed';

/** What is sent to whom, how often, and what is asked of the answers. */
export interface LoadPlan {
  /** Base path included. */
  readonly serverUrl: string;
  readonly requests: readonly LoadRequest[];
  /** Default `open`. */
  readonly model?: LoadModel | undefined;
  readonly stages: readonly LoadStage[];
  /** Runs before the stages at the level of the first, and counts for nothing. Default 0. */
  readonly warmUpSeconds?: number | undefined;
  /**
   * What has to hold: `p99<300` (milliseconds), `error_rate<0.01`, `rate>450`, `p95{GET /pets}<200`. Default:
   * `error_rate<0.01`.
   */
  readonly thresholds?: readonly string[] | undefined;
  /** End the run as soon as a threshold is missed. Default false. */
  readonly abortOnThreshold?: boolean | undefined;
  /** Decides which request is sent when. Default `mockloop`. */
  readonly seed?: string | undefined;
  /** For one answer. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** An answer within this satisfies; within four times this it is tolerated. Without it there is no Apdex. */
  readonly apdexMs?: number | undefined;
}
