import { isJson } from '@mockloop/body';
import type { Answer } from './answer.ts';
import { headerOf } from './answer.ts';
import type { PlannedAnswer } from './response-plan.ts';

/** An answer from wherever, with what its JSON says, which is read when it is asked for. */
export class AnsweredValue implements PlannedAnswer {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }

  /** `undefined` where the body is no JSON. */
  get value(): unknown {
    const { body } = this.answer;
    if (body === undefined || !isJson(headerOf(this.answer, 'content-type') ?? '')) return undefined;
    try {
      return JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString());
    } catch {
      return undefined;
    }
  }
}
