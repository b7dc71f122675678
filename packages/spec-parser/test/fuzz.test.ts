import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleDocument, checkDocument, loadDocument, SpecError } from '../src/index.ts';
import { FIXTURES } from './documents.ts';
import { readWholeDocument } from './read-whole-document.ts';

const DOCUMENTS = [
  '2.0/alertmanager.yaml',
  '3.0/oai-link-example.yaml',
  '3.1/oai-tictactoe.json',
  '3.2/sse-item-schema.yml',
].map((file) => readFileSync(join(FIXTURES, 'openapi', file), 'utf8'));

/** Whatever the input: it is served as far as it can be, or refused with a reason. */
async function use(input: string | object): Promise<void> {
  try {
    const document = await loadDocument(input);
    readWholeDocument(document);
    await checkDocument(document);
    JSON.stringify(bundleDocument(document));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(error.advice).not.toBe('');
  }
}

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  text: fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '"',
      "'",
      '\n',
      '&a ',
      '*a',
      '$ref: ',
      '"$ref":',
      '#/',
      '~1',
      '%',
      'null',
      '<<: ',
      '!!str ',
    ),
  ),
});

test('text that was damaged anywhere never crashes or hangs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...DOCUMENTS),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      async (document, edits) => {
        const damaged = edits.reduce((text, { at, length, text: inserted }) => {
          const start = Math.floor(at * text.length);
          return text.slice(0, start) + inserted + text.slice(start + length);
        }, document);
        await use(damaged);
      },
    ),
    { seed: 20, numRuns: 200, timeout: 20_000 },
  );
}, 60_000);

const PARSED: object[] = DOCUMENTS.slice(2, 3).map((text) => JSON.parse(text));

const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    '',
    '#',
    '#/',
    '#/paths',
    '#/components/schemas',
    'string',
    [],
    {},
    [{}],
    { $ref: '#' },
  ),
  fc.constantFrom<unknown>(
    { $ref: '#/components/schemas/mark' },
    { $ref: 7 },
    { type: 'object', properties: null },
    { get: {} },
  ),
  fc.constantFrom<unknown>('\ud800', { '\ud800': { $ref: '#/\ud800' } }, [{ '\ud800': [] }], {
    mapping: { a: '\ud800' },
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

test('a document in which any part is something else never crashes or hangs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PARSED),
      fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 4 }),
      async (document, changes) => {
        const copy = structuredClone(document);
        for (const [index, replacement] of changes) {
          const slots = slotsIn(copy);
          const slot = slots[index % slots.length];
          if (slot !== undefined) slot.owner[slot.key] = structuredClone(replacement);
        }
        await use(copy);
      },
    ),
    { seed: 20, numRuns: 500, timeout: 20_000 },
  );
}, 60_000);

interface Slot {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

function slotsIn(part: unknown): Slot[] {
  if (typeof part !== 'object' || part === null) return [];
  const owner = part as Record<string, unknown>;
  return Object.keys(owner).flatMap((key) => [{ owner, key }, ...slotsIn(owner[key])]);
}
