import type { JsonSchema } from '@mockloop/schema';
import { COMMUNITY_LIMITS } from './community-info.ts';
import { fileProblem, type PackProblem } from './pack-problem.ts';
import { parseJsonFile } from './parse-pack.ts';
import { createSchemaCheck } from './schema-check.ts';

/** A pack in an index. Other members are for people. */
export interface PackIndexEntry {
  readonly uri: string;
  /** Relative to the index. */
  readonly url: string;
  /** Of the bytes of the pack, in lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ParsedIndex {
  /** Undefined where the file is no index. */
  readonly entries?: readonly (PackIndexEntry & { readonly position: number })[] | undefined;
  readonly problems: readonly PackProblem[];
}

const ENTRY_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['uri', 'url', 'sha256'],
  properties: {
    uri: { type: 'string', pattern: '^scenario-pack://[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$', maxLength: 200 },
    url: { type: 'string', minLength: 1, maxLength: 2000 },
    sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$' },
  },
};

const checkEntry = createSchemaCheck(ENTRY_SCHEMA);

/** Reads the bytes of an index. Entries that are wrong are reported; the others count. */
export function parseIndex(bytes: Uint8Array, file: string): ParsedIndex {
  const parsed = parseJsonFile(bytes, file, COMMUNITY_LIMITS.max_index_bytes);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  const listed = packsOf(parsed.value);
  if (listed === undefined) return { problems: [noIndex(file)] };
  const problems: PackProblem[] = listed.length > COMMUNITY_LIMITS.max_packs ? [tooMany(file, listed.length)] : [];
  const entries = listed.slice(0, COMMUNITY_LIMITS.max_packs).flatMap((value, position) => {
    const violations = checkEntry(value);
    problems.push(
      ...violations.map(({ pointer, message }) => ({
        severity: 'error' as const,
        code: 'VALUE_INVALID',
        file,
        pointer: `/packs/${position}${pointer}`,
        message: `The value of /packs/${position}${pointer} ${message}.`,
        advice: 'Give each pack its uri, url and sha256.',
      })),
    );
    if (violations.length > 0) return [];
    const { uri, url, sha256 } = value as PackIndexEntry;
    return [{ uri, url, sha256: sha256.toLowerCase(), position }];
  });
  return { entries, problems };
}

function packsOf(value: unknown): readonly unknown[] | undefined {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, 'packs');
  const packs: unknown = isObject ? (value as { readonly packs: unknown }).packs : undefined;
  return Array.isArray(packs) ? packs : undefined;
}

function noIndex(file: string): PackProblem {
  return fileProblem(file, {
    code: 'INDEX_INVALID',
    message: 'It is no index of packs: it has no list named "packs".',
    advice: 'Write { "packs": [{ "uri": …, "url": …, "sha256": … }] }.',
  });
}

function tooMany(file: string, count: number): PackProblem {
  return fileProblem(file, {
    code: 'TOO_MANY',
    message: `It lists ${count} packs; the first ${COMMUNITY_LIMITS.max_packs} count.`,
    advice: 'Split it into several.',
  });
}
