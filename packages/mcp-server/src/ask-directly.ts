import { MockLoopError, type ToolCall } from '@mockloop/tools';
import {
  type AskableClient,
  type ConfirmationForm,
  confirmationForm,
  isYes,
  type SamplingMessage,
  samplingMessage,
  showsForms,
  textOf,
} from './questions.ts';

/** How to send a request to a client of the 2025 revisions. */
export interface ClientRequests {
  elicit(form: ConfirmationForm): Promise<{ action: string; content?: unknown }>;
  createMessage(message: SamplingMessage): Promise<{ content: unknown }>;
}

/** People take their time: ten minutes, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 600_000;

/** Questions as requests of the server to the client, while the call waits. */
export function askDirectly(client: AskableClient, requests: ClientRequests): Pick<ToolCall, 'confirm' | 'sample'> {
  return {
    confirm: showsForms(client)
      ? async (question) => isYes(await answered(requests.elicit(confirmationForm(question))))
      : undefined,
    sample:
      client.sampling === undefined
        ? undefined
        : async (request) => textOf(await answered(requests.createMessage(samplingMessage(request)))),
  };
}

async function answered<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MockLoopError('NOT_SUPPORTED', `The client did not answer the question that was put to it: ${reason}`, {
      advice: 'Call again without it: with confirm: true once the user agrees, or with use_sampling: false.',
      cause: error,
    });
  }
}
