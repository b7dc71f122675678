/** What a generated project carries as `runtime/mockloop.js`: a mock in one file, and the types of its handlers. */
export type {
  Handler,
  HandlerContext,
  HandlerRequest,
  HandlerResponse,
  HandlerResult,
  HandlerState,
  HandlerWish,
} from '@mockloop/mock-server';
export { run } from './run.ts';
