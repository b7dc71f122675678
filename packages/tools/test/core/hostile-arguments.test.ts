import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTool, MockLoopError, type Toolbox } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';

const EXPECTED = new Set([
  'INVALID_ARGUMENTS',
  'INVALID_DOCUMENT',
  'UNKNOWN_MOCK',
  'OUTSIDE_WORKSPACE',
  'FILE_ERROR',
  'UNREACHABLE',
  'NOT_A_MOCK',
  'NOT_RESPONDING',
]);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '.',
    '/',
    '..',
    '\0',
    '{',
    '[\n',
    '{}',
    '-',
    '--help',
    '__proto__',
    '%00',
    '~',
    'a'.repeat(5_000),
    '\ud800',
  ),
);
const value = fc.oneof(text, fc.integer(), fc.jsonValue({ maxDepth: 2 }));
/** Nothing listens at port 1, and what begins with a scheme would be fetched by a mock. */
const address = fc.oneof(
  text,
  text.map((end) => `http://127.0.0.1:1/${end}`),
);
const withoutScheme = value.filter((one) => typeof one !== 'string' || !/^https?:/i.test(one));

async function outcome(toolbox: Toolbox, name: string, args: object): Promise<void> {
  try {
    const result = await toolbox.callUnchecked(name, args);
    expect(findTool(name).output.safeParse(result).success).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(MockLoopError);
    expect(EXPECTED).toContain(error instanceof MockLoopError ? error.code : error);
    expect(String(error).length).toBeLessThan(3_000);
  }
}

test('whatever is called a mock, the tools do their work or say what is wrong', { timeout: 120_000 }, async () => {
  const toolbox = await openToolbox();
  const stop = fc.record({ mock_name: value, server_url: address, force: value }, { requiredKeys: [] });
  const start = fc.record({ mock_name: withoutScheme }, { requiredKeys: [] });
  const discover = fc.record(
    { ports: fc.oneof(value, fc.constant([1])), check_health: value },
    { requiredKeys: ['ports'] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.tuple(fc.constant('stop_mock_server'), stop),
        fc.tuple(fc.constant('start_mock_server'), start),
        fc.tuple(fc.constant('discover_mock_servers'), discover),
      ),
      ([name, args]) => outcome(toolbox, name, args),
    ),
    { numRuns: 150, seed: 4 },
  );
  expect(await (await toolbox.services.registry()).list()).toEqual([]);
});
