import type { MockConnection } from '../mock/connect-mock.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ManageMockDataInput, ManageMockDataResult } from './manage-mock-data.ts';

/** What an operation did, besides what all results have. */
export type Done = Pick<ManageMockDataResult, 'message'> &
  Partial<Omit<ManageMockDataResult, 'status' | 'operation' | 'server_url' | 'world' | 'message' | 'duration_ms'>>;

/** What an operation is done to, and with. */
export interface Doing {
  readonly mock: MockConnection;
  readonly args: ManageMockDataInput;
  readonly world: string | undefined;
  readonly context: ToolContext;
}
