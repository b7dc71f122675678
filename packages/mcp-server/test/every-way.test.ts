import { describe, expect, test, vi } from 'vitest';
import type { Answers } from './support/peer.ts';
import { probeServer } from './support/probe-server.ts';
import { ways } from './support/ways.ts';

const errorOf = (code: string): object => ({ 'dev.mockloop/error': expect.objectContaining({ code }) });

describe.each(ways)('$name', ({ connect }) => {
  test('a tool is listed with its schemas, all hints and its toolset', async () => {
    const { tools } = await (await connect(await probeServer())).listTools();

    expect(tools.map(({ name }) => name)).toEqual(['echo', 'wipe', 'think', 'interview', 'steps', 'fail', 'linked']);
    expect(tools[1]).toEqual({
      name: 'wipe',
      title: 'wipe',
      description: 'Removes it all.',
      inputSchema: {
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
        additionalProperties: false,
      },
      outputSchema: {
        type: 'object',
        properties: { status: { type: 'string', const: 'success' }, wiped: { type: 'string' } },
        required: ['status', 'wiped'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
      _meta: { 'dev.mockloop/toolset': 'core' },
    });
  });

  test('a result is text for a model and a structure for a program', async () => {
    const peer = await connect(await probeServer());

    expect(await peer.callTool('echo', { text: 'ab', times: 2 })).toMatchObject({
      content: [{ type: 'text', text: '{"status":"success","text":"abab"}' }],
      structuredContent: { status: 'success', text: 'abab' },
    });
  });

  test('a wrong argument is a result that names it, says what is right and carries the code', async () => {
    const peer = await connect(await probeServer());

    const result = await peer.callTool('echo', { text: 'a', times: 9, tims: 1 });

    expect(result).toMatchObject({ isError: true, _meta: errorOf('INVALID_ARGUMENTS') });
    expect(JSON.stringify(result.content)).toMatch(/\/times.*\/tims.*Did you mean times.*It takes: text, times\?/);
  });

  test('what fails within a tool tells the log, and nothing to the client', async () => {
    const probe = await probeServer();

    const result = await (await connect(probe)).callTool('fail', {});

    expect(result).toMatchObject({ isError: true, _meta: errorOf('INTERNAL_ERROR') });
    expect(JSON.stringify(result)).not.toContain('swordfish');
    expect(probe.logged.join()).toContain('swordfish');
  });

  test('a long result is cut for the model and whole in the structure', async () => {
    const peer = await connect(await probeServer());

    const { content, structuredContent } = await peer.callTool('echo', { text: 'x'.repeat(60_000) });

    expect(JSON.stringify(content).length).toBeLessThanOrEqual(25_100);
    expect(JSON.stringify(content)).toContain('cut here');
    expect(structuredContent).toMatchObject({ text: 'x'.repeat(60_000) });
  });

  test.each([
    [1, 1],
    [3, 3],
    [4, 0],
  ])('a result that names %d resources links to %d', async (count, links) => {
    const { content } = await (await connect(await probeServer())).callTool('linked', { count });

    expect((content as object[]).slice(1)).toEqual(
      Array.from({ length: links }, (_, index) => ({
        type: 'resource_link',
        uri: `mockloop://probe/${index}`,
        name: `probe/${index}`,
      })),
    );
  });

  test('a text that is an address, of whoever wrote it, becomes no link', async () => {
    const peer = await connect(await probeServer());
    const { content } = await peer.callTool('echo', { text: 'mockloop://mocks/x/log' });
    expect(content).toHaveLength(1);
  });

  const accept: Answers = { elicit: () => ({ action: 'accept', content: { confirm: true } }) };
  test.each<[string, Answers, object]>([
    ['says yes', accept, { structuredContent: { wiped: 'it' } }],
    ['says no', { elicit: () => ({ action: 'accept', content: { confirm: false } }) }, { _meta: errorOf('DECLINED') }],
    ['declines', { elicit: () => ({ action: 'decline' }) }, { isError: true, _meta: errorOf('DECLINED') }],
    ['turns away', { elicit: () => ({ action: 'cancel' }) }, { isError: true, _meta: errorOf('DECLINED') }],
    ['cannot be asked', {}, { isError: true, _meta: errorOf('CONFIRMATION_REQUIRED') }],
  ])('a tool that asks the user, who %s', async (_, answers, expected) => {
    expect(await (await connect(await probeServer(), answers)).callTool('wipe', { name: 'it' })).toMatchObject(
      expected,
    );
  });

  test.each<[string, Answers, object]>([
    ['offers one', { sample: (prompt) => `${prompt}: yes` }, { source: 'sampled', thought: 'Think about it: yes' }],
    ['offers none', {}, { source: 'computed', thought: 'about it' }],
  ])('a tool that asks the model of a client that %s', async (_, answers, expected) => {
    const result = await (await connect(await probeServer(), answers)).callTool('think', { topic: 'it' });
    expect(result.structuredContent).toMatchObject(expected);
  });

  test('several questions are asked once each, in their order', async () => {
    const elicit = vi.fn((message: string) => ({
      action: 'accept' as const,
      content: { confirm: message.includes('there') },
    }));
    const sample = vi.fn(() => 'something');
    const peer = await connect(await probeServer(), { elicit, sample });

    const { structuredContent } = await peer.callTool('interview', {});

    expect(structuredContent).toEqual({ status: 'success', answers: [true, false, 'something'] });
    expect(elicit.mock.calls).toEqual([['Are you there?'], ['Do you like it?']]);
    expect(sample).toHaveBeenCalledOnce();
  });

  test('progress reaches a client that asked for it', async () => {
    const peer = await connect(await probeServer());
    const onprogress = vi.fn();

    await peer.callTool('steps', { count: 3 }, { onprogress });

    await expect.poll(() => onprogress.mock.calls.map(([{ progress }]) => progress)).toContain(2);
    expect(onprogress.mock.calls[0]).toEqual([{ progress: 1, total: 3, message: 'step 1' }]);
  });

  test('cancelling a request cancels the work', async () => {
    const probe = await probeServer();
    const peer = await connect(probe);
    const controller = new AbortController();

    const call = peer.callTool('steps', { count: 1, wait: true }, { signal: controller.signal });
    const outcome = expect(call).rejects.toThrow();
    await expect.poll(() => probe.logged).toContain('waiting');
    controller.abort();

    await outcome;
    await expect.poll(() => probe.logged).toContain('cancelled');
  });

  test('prompts are listed, rendered and completed', async () => {
    const peer = await connect(await probeServer());

    expect((await peer.listPrompts()).prompts).toEqual([
      {
        name: 'plan',
        title: 'Plan',
        description: 'Makes a plan.',
        arguments: [
          { name: 'topic', description: 'What about', required: true },
          { name: 'depth', description: 'How deep', required: false },
          { name: 'note', description: 'Anything', required: false },
        ],
      },
    ]);
    expect(await peer.getPrompt('plan', { topic: 'cats' })).toMatchObject({
      messages: [{ role: 'user', content: { type: 'text', text: '{"topic":"cats"}' } }],
    });
    expect(await peer.complete({ prompt: 'plan' }, { name: 'topic', value: 'c' })).toEqual(['cats']);
    expect(await peer.complete({ prompt: 'plan' }, { name: 'depth', value: 'sh' })).toEqual(['shallow']);
    expect(await peer.complete({ prompt: 'plan' }, { name: 'note', value: '' })).toEqual([]);
  });

  test('a prompt that cannot be rendered is an error of the protocol that says why', async () => {
    const peer = await connect(await probeServer());

    await expect(peer.getPrompt('plan', { topic: 'nothing' })).rejects.toMatchObject({
      code: -32_602,
      message: expect.stringContaining('nothing comes of nothing'),
      data: errorOf('INVALID_ARGUMENTS'),
    });
  });

  test('resources and templates are listed, read and completed', async () => {
    const peer = await connect(await probeServer());

    expect((await peer.listResources()).resources).toEqual([
      { uri: 'probe://note', name: 'note', title: 'Note', description: 'A note.', mimeType: 'text/plain' },
      {
        uri: 'probe://files/one/a/b.txt',
        name: 'b.txt',
        title: 'b.txt',
        description: 'A file.',
        mimeType: 'text/plain',
      },
    ]);
    expect((await peer.listResourceTemplates()).resourceTemplates).toEqual([
      {
        uriTemplate: 'probe://files/{folder}/{+file}',
        name: 'file',
        title: 'File',
        description: 'A file.',
        mimeType: 'text/plain',
      },
    ]);
    expect((await peer.readResource('probe://note')).contents).toEqual([
      { uri: 'probe://note', mimeType: 'text/plain', text: 'noted' },
    ]);
    expect((await peer.readResource('probe://files/a%20b/c/d.txt')).contents).toMatchObject([
      { text: 'c/d.txt in a b' },
    ]);
    const template = { uri: 'probe://files/{folder}/{+file}' };
    expect(await peer.complete(template, { name: 'folder', value: 'tw' })).toEqual(['two']);
    expect(await peer.complete(template, { name: 'file', value: 'x' }, { folder: 'two' })).toEqual(['two/x']);
  });

  test.each(['probe://elsewhere', 'probe://files/none/x', 'probe://files/%zz/x'])(
    'there is nothing to read at %s',
    async (uri) => {
      await expect((await connect(await probeServer())).readResource(uri)).rejects.toMatchObject({ code: -32_602 });
    },
  );

  test('a tool that there is not is refused', async () => {
    const result = await (await connect(await probeServer())).callTool('ecko', {}).catch((error: unknown) => error);
    expect(result).toSatisfy((it: { isError?: boolean; code?: number }) => it.isError === true || it.code === -32_602);
  });
});

// A server of somebody else has tools of its own, and speaks for them all.
describe.each(ways.filter(({ name }) => !name.endsWith('somebody else')))('$name', ({ connect }) => {
  test.each([
    ['ecko', 'There is no tool "ecko". Did you mean echo?'],
    ['__proto__', 'There is no tool "__proto__". There are: echo, wipe, think, interview, steps, fail, linked.'],
  ])('who calls %s learns which tools there are', async (name, message) => {
    const peer = await connect(await probeServer());

    await expect(peer.callTool(name, {})).rejects.toMatchObject({
      code: -32_602,
      message: expect.stringContaining(message),
      data: errorOf('UNKNOWN_TOOL'),
    });
  });
});
