import { MockLoopError, type MockLoopErrorCode, type MockLoopErrorDetails } from '../mockloop-error.ts';

/** Which of the calls that follow helps, by what is wrong. */
const ADVICE: Partial<Record<MockLoopErrorCode, string>> = {
  UNREACHABLE: 'discover_mock_servers lists the mocks that run; start_mock_server starts one.',
  NOT_A_MOCK: 'discover_mock_servers lists the mocks that run, with the addresses of both ports.',
  NOT_RESPONDING: 'Try again; if it stays so, stop it with stop_mock_server and start it anew.',
  UNAUTHORIZED: 'Start MockLoop with the admin token that the mock was started with (MOCKLOOP_ADMIN_TOKEN).',
};

/** An error about a mock, with what usually helps. */
export function mockError(code: MockLoopErrorCode, what: string, details: MockLoopErrorDetails = {}): MockLoopError {
  return new MockLoopError(code, what, { advice: ADVICE[code], ...details });
}
