import { createHash } from 'node:crypto';

/** Which file of a project says what of it was generated. */
export const RECORD_FILE = '.mockloop-generated.json';

/** What was written, to be told from what somebody changed. */
export interface GeneratedRecord {
  readonly runtime: 'bundled' | 'package' | undefined;
  /** SHA-256 by path. */
  readonly files: ReadonlyMap<string, string>;
}

const NOTHING: GeneratedRecord = { runtime: undefined, files: new Map() };

/** @param text `undefined` where there is no such file; one that is not as it was written says nothing. */
export function readRecord(text: string | undefined): GeneratedRecord {
  if (text === undefined) return NOTHING;
  try {
    const { runtime, files } = JSON.parse(text) as Record<string, unknown>;
    const digests = Object.entries(files ?? {}).filter(([, digest]) => typeof digest === 'string');
    return { runtime: runtime === 'bundled' || runtime === 'package' ? runtime : undefined, files: new Map(digests) };
  } catch {
    return NOTHING;
  }
}

export function recordText({ runtime, files }: GeneratedRecord): string {
  const about = 'What MockLoop wrote, to tell it from what you changed. Keep it in git.';
  return jsonText({ about, runtime, files: Object.fromEntries([...files].toSorted()) });
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A JSON file as people read it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
