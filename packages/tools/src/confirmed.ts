import { inlineText } from './inline-text.ts';
import { MockLoopError } from './mockloop-error.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Goes on only if somebody wants what cannot be undone: the user, where the caller can ask, else whoever calls with
 * `confirm: true`.
 *
 * @param asked What would be done, as the end of a sentence, e.g. `delete the scenario "outage" of http://…`.
 * @throws {MockLoopError} `DECLINED`, `CONFIRMATION_REQUIRED`
 */
export async function confirmed(asked: string, confirm: boolean, context: ToolContext): Promise<void> {
  // The names in it are a document's or a scenario's, and must not put words into the question's mouth.
  const what = inlineText(asked, 500);
  if (context.confirm !== undefined) {
    if (await context.confirm(`${what[0]?.toUpperCase()}${what.slice(1)}? This cannot be undone.`)) return;
    throw new MockLoopError('DECLINED', `The user does not want to ${what}. Nothing was changed.`);
  }
  if (confirm) return;
  throw new MockLoopError('CONFIRMATION_REQUIRED', `This would ${what}, and cannot be undone. Nothing was changed.`, {
    advice: 'Ask the user; if they agree, call again with confirm: true.',
  });
}
