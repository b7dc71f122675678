import { createHash } from 'node:crypto';
import { MockLoopError, type ToolCall } from '@mockloop/tools';
import {
  type InputRequest,
  type InputRequiredResult,
  type InputResponseView,
  inputRequired,
  inputResponse,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { type AskableClient, confirmationForm, isYes, samplingMessage, showsForms, textOf } from './questions.ts';

/** What was answered in earlier rounds, by question. */
export type Answers = Readonly<Record<string, boolean | string>>;

/** Questions of one call in the 2026-07-28 revision. */
export interface QuestionsByResult extends Pick<ToolCall, 'confirm' | 'sample'> {
  /** The result that asks what is open, if anything is. */
  pending(): Promise<InputRequiredResult | undefined>;
}

/**
 * Questions as results: a call that asks ends there, and the client makes it again with the answer. The answers of earlier
 * rounds travel with the client, sealed.
 */
export function askByResult(
  request: ServerContext['mcpReq'],
  client: AskableClient,
  codec: RequestStateCodec<Answers>,
): QuestionsByResult {
  const answers: Record<string, boolean | string> = { ...request.requestState<Answers>() };
  const open: Record<string, InputRequest> = {};
  const answer = <T extends boolean | string>(
    question: InputRequest,
    read: (view: InputResponseView) => T | undefined,
  ): T => {
    const key = createHash('sha256').update(JSON.stringify(question)).digest('base64url');
    const known = Object.hasOwn(answers, key) ? (answers[key] as T) : read(inputResponse(request.inputResponses, key));
    if (known !== undefined) {
      answers[key] = known;
      return known;
    }
    open[key] = question;
    throw new MockLoopError('CANCELLED', 'The client is asked first, and makes this call again with the answer.');
  };
  return {
    confirm: showsForms(client)
      ? async (question) =>
          answer(inputRequired.elicit(confirmationForm(question)), (view) =>
            view.kind === 'elicit' ? isYes(view) : undefined,
          )
      : undefined,
    sample:
      client.sampling === undefined
        ? undefined
        : async (wanted) =>
            answer(inputRequired.createMessage(samplingMessage(wanted)), (view) =>
              view.kind === 'sampling' ? textOf(view.result) : undefined,
            ),
    async pending() {
      if (Object.keys(open).length === 0) return undefined;
      const requestState = Object.keys(answers).length === 0 ? {} : { requestState: await codec.mint(answers) };
      return inputRequired({ inputRequests: open, ...requestState });
    },
  };
}
