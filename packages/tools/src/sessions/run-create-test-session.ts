import type { ToolContext } from '../tool-context.ts';
import type { CreateTestSessionInput, CreateTestSessionResult } from './create-test-session.ts';

export async function runCreateTestSession(
  { session_name: name, test_plan: plan, session_config: config }: CreateTestSessionInput,
  context: ToolContext,
): Promise<CreateTestSessionResult> {
  const store = await context.contextStore();
  const session = await store.createSession({ name, plan: plan ?? {}, config });
  return { status: 'success', session_id: session.id, session_name: session.name, started_at: session.created_at };
}
