import type { FileChange } from './change-files.ts';
import type { DraftFile } from './draft-files.ts';
import type { Found } from './existing-project.ts';
import { digestOf, type GeneratedRecord } from './generated-record.ts';

/** What becomes of one file. */
export interface PlannedFile {
  readonly path: string;
  /** Absent where it is not there and is not written. */
  readonly action?: 'written' | 'updated' | 'unchanged' | 'kept' | undefined;
  readonly changes: readonly FileChange[];
  /** Of what was written of it last, to be recorded. */
  readonly digest?: string | undefined;
  readonly warning?: string | undefined;
}

/**
 * Decides about one file.
 *
 * @param found What is there.
 * @param record `undefined` for a new project.
 */
export function planFile(draft: DraftFile, found: Found, record: GeneratedRecord | undefined): PlannedFile {
  const { path, content, rule } = draft;
  const digest = digestOf(content);
  const written = record?.files.get(path);
  const write: FileChange = { path, content };
  const before = found instanceof Uint8Array ? digestOf(found) : undefined;
  if (rule === 'once' && record !== undefined) {
    const action = before !== undefined && before === written ? 'unchanged' : 'kept';
    return { path, action: found === undefined ? undefined : action, changes: [], digest: written };
  }
  if (found === undefined) return { path, action: 'written', changes: [write], digest };
  if (before === digest) return { path, action: 'unchanged', changes: [], digest };
  if (before === written && before !== undefined) return { path, action: 'updated', changes: [write], digest };
  if (rule === 'derived') return { ...replaced(draft, found), digest };
  const warning = `${path} was changed by hand and is kept. Delete it and generate again to have the new one.`;
  return { path, action: 'kept', changes: [], digest: written, warning: written === digest ? undefined : warning };
}

/** Only of the document the text before is of use to anybody. */
function replaced({ path, content }: DraftFile, found: Exclude<Found, undefined>): Omit<PlannedFile, 'digest'> {
  const write: FileChange = { path, content };
  if (path !== 'openapi.json' || found === 'other') return { path, action: 'updated', changes: [write] };
  return {
    path,
    action: 'updated',
    changes: [{ path: `${path}.old`, content: found }, write],
    warning: `${path} had been changed by hand: it was replaced, and is kept as ${path}.old.`,
  };
}
