import {
  compileScenario,
  type Delay,
  type Fault,
  type ScenarioMemory,
  type ScenarioRequest,
} from '@mockloop/scenarios';
import { type Answer, asKept } from '../../answer.ts';
import type { DelayDistribution, StubFault, StubMapping, StubResponse } from './stub-mapping.ts';

/** How a stub answers, made ready once. */
export interface StubAnswer {
  readonly answer: Answer;
  readonly fault: Fault | undefined;
  delayMs(request: ScenarioRequest, memory: ScenarioMemory): number;
}

/** The nearest of the mock's own faults. */
const FAULTS: Record<StubFault, Fault> = {
  EMPTY_RESPONSE: 'empty_reply',
  MALFORMED_RESPONSE_CHUNK: 'truncated_chunk',
  RANDOM_DATA_THEN_CLOSE: 'malformed_body',
  CONNECTION_RESET_BY_PEER: 'connection_reset',
};

export function stubAnswer({ id, response }: StubMapping, seed: string): StubAnswer {
  const { status = 200, fault } = response;
  const answer = asKept({ status, headers: [...headersOf(response), 'matched-stub-id', id], body: bodyOf(response) });
  const delay = delayOf(response);
  const delaying =
    delay === undefined
      ? undefined
      : compileScenario({ name: id, type: 'performance_testing', rules: [{ delay }] }, { seed });
  return {
    answer,
    fault: fault === undefined ? dribble(response, answer.size ?? 0) : FAULTS[fault],
    delayMs: (request, memory) => delaying?.decide(request, memory).delayMs ?? 0,
  };
}

function headersOf({ headers = {}, jsonBody }: StubResponse): string[] {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => [name.toLowerCase(), one]),
  );
  const isTyped = given.some((text, index) => index % 2 === 0 && text === 'content-type');
  return jsonBody === undefined || isTyped ? given : ['content-type', 'application/json', ...given];
}

function bodyOf({ body, jsonBody, base64Body }: StubResponse): Answer['body'] {
  if (base64Body !== undefined) return Buffer.from(base64Body, 'base64');
  return jsonBody === undefined ? body : JSON.stringify(jsonBody);
}

function delayOf({ fixedDelayMilliseconds, delayDistribution }: StubResponse): Delay | undefined {
  return delayDistribution === undefined ? fixedDelayMilliseconds : distributed(delayDistribution);
}

function distributed(distribution: DelayDistribution): Delay {
  switch (distribution.type) {
    case 'fixed':
      return distribution.milliseconds;
    case 'uniform':
      return { type: 'uniform', min_ms: distribution.lower, max_ms: distribution.upper };
    case 'lognormal':
      return { type: 'lognormal', median_ms: distribution.median, sigma: distribution.sigma };
  }
}

function dribble({ chunkedDribbleDelay }: StubResponse, size: number): Fault | undefined {
  if (chunkedDribbleDelay === undefined || size === 0) return undefined;
  return { type: 'slow_bytes', bytes_per_second: size / (chunkedDribbleDelay.totalDuration / 1_000) };
}
