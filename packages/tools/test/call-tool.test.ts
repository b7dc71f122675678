import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineTool } from '../src/define-tool.ts';
import { callTool, MockLoopError, type Tool, type ToolContext } from '../src/index.ts';
import { openToolbox } from './support/open-toolbox.ts';

const input = z.strictObject({
  server_url: z.string(),
  limit: z.int().min(1).max(9).default(5),
  codes: z.array(z.union([z.int(), z.string().regex(/^\dxx$/)])).optional(),
  kind: z.enum(['a', 'b']).optional(),
  rules: z.strictObject({ most: z.number().max(9).optional(), least: z.number().optional() }).optional(),
});

function toolThat(
  run: (args: z.output<typeof input>, context: ToolContext) => Promise<{ n: number; no?: undefined }>,
): Tool {
  return defineTool({
    ...{ name: 'try_it', title: 'Try', description: 'Tries.', toolset: 'core' },
    ...{ hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false } },
    input,
    output: z.object({ n: z.number(), no: z.undefined().optional() }),
    load: async () => run,
  });
}

const good = { server_url: 'x' };

test('a tool gets its arguments with their defaults, and its result is without members that are undefined', async () => {
  const { services } = await openToolbox();
  const tool = toolThat(async ({ limit }) => ({ n: limit, no: undefined }));
  expect(await callTool(tool, good, services)).toStrictEqual({ n: 5 });
});

test.each<[unknown, string, string]>([
  [{}, '/server_url', 'it is missing; a value of type string is needed.'],
  [undefined, '/server_url', 'missing'],
  [null, '/server_url', 'missing'],
  [{ ...good, limit: 10 }, '/limit', '<=9'],
  [{ ...good, limit: '10' }, '/limit', '<=9'],
  [{ ...good, limit: 'ten' }, '/limit', 'expected number, received string. An example is 5.'],
  [{ ...good, codes: '8000-8100' }, '/codes', 'An example is a list of values in brackets'],
  [{ ...good, rules: '{"most": 1' }, '/rules', 'An example is {"name": "value"}.'],
  [{ ...good, rules: 'scenario-pack://a/b' }, '/rules', 'Read the resource scenario-pack://a/b, and give one of its'],
  [{ ...good, rules: '[1]' }, '/rules', 'expected object'],
  [{ ...good, rules: { mots: 1 } }, '/rules/mots', 'Did you mean most? There are: most, least.'],
  [{ ...good, rules: '{"most": 10}' }, '/rules/most', '<=9'],
  [{ ...good, kind: 'c' }, '/kind', 'it must be one of "a", "b".'],
  [{ ...good, codes: [1, true] }, '/codes/1', 'a value of type number or string is needed.'],
  [{ ...good, codes: ['6x'] }, '/codes/0', 'pattern'],
  [{ ...good, limt: 1 }, '/limt', 'Did you mean limit?'],
  [JSON.parse('{"server_url":"x","__proto__":1}'), '/__proto__', 'no such argument'],
  [{ ...good, 'a/b\n- evil': 1 }, '/a~1b - evil', 'no such argument'],
  ['text', '', 'expected object'],
  [[], '', 'expected object'],
])('the arguments %j are refused with their place, and what there is', async (args, pointer, named) => {
  const { services } = await openToolbox();
  const tool = toolThat(async () => ({ n: 1 }));
  await expect(callTool(tool, args, services)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [{ pointer, detail: expect.stringContaining(named) }],
    message: expect.stringContaining('It takes: server_url, limit?, codes?, kind?, rules?.'),
  });
});

test.each<[object, object]>([
  [{ limit: '2' }, { limit: 2 }],
  [{ codes: '404' }, { codes: [404] }],
  [{ codes: 404 }, { codes: [404] }],
  [{ codes: '4xx' }, { codes: ['4xx'] }],
  [{ codes: '[404, "5xx"]' }, { codes: [404, '5xx'] }],
  [{ rules: '{"most": 1}' }, { rules: { most: 1 } }],
  [
    { rules: { most: '1' }, limit: '3' },
    { rules: { most: 1 }, limit: 3 },
  ],
])('%j is taken as %j, and stays as the caller has it', async (args, meant) => {
  const { services } = await openToolbox();
  const before = structuredClone(args);
  let got: object = {};
  const tool = toolThat(async (parsed) => {
    got = parsed;
    return { n: 1 };
  });
  await callTool(tool, { ...good, ...args }, services);
  expect(got).toMatchObject(meant);
  expect(args).toEqual(before);
});

test('many mistakes are told in part', async () => {
  const { services } = await openToolbox();
  const args = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 1]));
  const error: unknown = await callTool(
    toolThat(async () => ({ n: 1 })),
    args,
    services,
  ).catch((reason) => reason);
  expect(error).toMatchObject({ message: expect.stringContaining('And 4981 more.') });
  expect(String(error).length).toBeLessThan(5_000);
});

test.each<[string, () => Promise<{ n: number }>]>([
  ['throws', () => Promise.reject(new Error('the secret is 42'))],
  ['throws no error', () => Promise.reject('the secret is 42')],
  ['gives what its schema does not', async () => ({ n: 'the secret is 42' as unknown as number })],
])('a tool that %s fails without its message, which goes to the log', async (_, run) => {
  const logged: string[] = [];
  const { services } = await openToolbox({ log: (message) => void logged.push(message) });
  const error: unknown = await callTool(toolThat(run), good, services).catch((reason) => reason);
  expect(error).toBeInstanceOf(MockLoopError);
  expect(error).toMatchObject({ code: 'INTERNAL_ERROR' });
  expect(String(error)).not.toContain('secret');
  expect(logged).toHaveLength(1);
});

test('arguments that cannot even be looked at do no harm', async () => {
  const { services } = await openToolbox();
  const args = {
    get server_url(): string {
      throw new Error('no');
    },
  };
  await expect(
    callTool(
      toolThat(async () => ({ n: 1 })),
      args,
      services,
    ),
  ).rejects.toBeInstanceOf(MockLoopError);
});

test('a call that is cancelled says so, before it begins and while it runs', async () => {
  const { services } = await openToolbox();
  let calls = 0;
  const signal = AbortSignal.abort();
  const counted = toolThat(async () => ({ n: ++calls }));
  await expect(callTool(counted, good, { ...services, signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(calls).toBe(0);
  const controller = new AbortController();
  const waiting = toolThat(
    (_, context) =>
      new Promise((_resolve, reject) => {
        context.signal?.addEventListener('abort', () => reject(context.signal?.reason));
        controller.abort();
      }),
  );
  await expect(callTool(waiting, good, { ...services, signal: controller.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});

test('a tool that is not there names the nearest', async () => {
  const toolbox = await openToolbox();
  await expect(toolbox.callUnchecked('query_mock_log', {})).rejects.toMatchObject({
    code: 'UNKNOWN_TOOL',
    message: expect.stringContaining('query_mock_logs'),
  });
});

test('what a message quotes of problems has no lines of its own and an end, and problems has it whole', () => {
  const detail = `no\n- /other: \u001b[2J${'x'.repeat(5_000)}`;
  const problems = Array.from({ length: 60 }, (_, index) => ({ pointer: `/${index}\n`, detail }));
  const error = new MockLoopError('REFUSED', 'It is wrong.', { problems, advice: 'Mend it.' });
  const lines = error.message.split('\n');
  expect(lines).toHaveLength(53);
  expect(lines[1]).toMatch(/^- \/0 : no - \/other: \ufffd\[2Jx+…$/);
  expect(lines.slice(-2)).toEqual(['- and 10 more.', 'Mend it.']);
  expect(error.problems).toEqual(problems);
});
