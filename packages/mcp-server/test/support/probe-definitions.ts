import type { Definitions } from '@mockloop/mcp-server';
import { MockLoopError, type Prompt, type Resource, type ResourceTemplate, type Tool } from '@mockloop/tools';
import * as z from 'zod';

const harmless = { readOnly: true, destructive: false, idempotent: true, openWorld: false };

const echo = probe({
  name: 'echo',
  description: 'Says it again.',
  input: z.strictObject({ text: z.string().max(100_000), times: z.int().min(1).max(3).default(1) }),
  output: z.object({ status: z.literal('success'), text: z.string() }),
  run: async ({ text, times }) => ({ status: 'success', text: String(text).repeat(Number(times)) }),
});

/** Asks before it acts. */
const wipe = probe({
  name: 'wipe',
  description: 'Removes it all.',
  hints: { ...harmless, readOnly: false, destructive: true },
  input: z.strictObject({ name: z.string() }),
  output: z.object({ status: z.literal('success'), wiped: z.string() }),
  async run({ name }, { confirm }) {
    if (confirm === undefined) throw new MockLoopError('CONFIRMATION_REQUIRED', 'Nobody can be asked.');
    if (!(await confirm(`Wipe ${name}?`))) throw new MockLoopError('DECLINED', `Nobody wants ${name} wiped.`);
    return { status: 'success', wiped: String(name) };
  },
});

/** Does without a model where there is none, or it fails. */
const think = probe({
  name: 'think',
  description: 'Thinks about it.',
  input: z.strictObject({ topic: z.string() }),
  output: z.object({ status: z.literal('success'), source: z.string(), thought: z.string() }),
  async run({ topic }, { sample }) {
    const computed = { status: 'success' as const, source: 'computed', thought: `about ${topic}` };
    if (sample === undefined) return computed;
    try {
      const thought = await sample({ system: 'Think.', prompt: `Think about ${topic}`, maxTokens: 100 });
      return { status: 'success', source: 'sampled', thought };
    } catch {
      return computed;
    }
  },
});

/** Asks several things, one after the other. */
const interview = probe({
  name: 'interview',
  description: 'Asks twice, then thinks.',
  input: z.strictObject({}),
  output: z.object({ status: z.literal('success'), answers: z.array(z.union([z.boolean(), z.string()])) }),
  async run(_, { confirm, sample }) {
    const answers = [
      await confirm?.('Are you there?'),
      await confirm?.('Do you like it?'),
      await sample?.({ system: '', prompt: 'Say something.', maxTokens: 10 }),
    ];
    return { status: 'success', answers: answers.filter((answer) => answer !== undefined) };
  },
});

const steps = probe({
  name: 'steps',
  description: 'Walks, and waits at the end where it is told to.',
  input: z.strictObject({ count: z.int().min(1).max(10), wait: z.boolean().default(false) }),
  output: z.object({ status: z.literal('success'), done: z.int() }),
  async run({ count, wait }, { signal, progress, log }) {
    for (let done = 1; done <= Number(count); done += 1)
      progress?.({ done, total: Number(count), message: `step ${done}` });
    if (wait) {
      const { promise, resolve } = Promise.withResolvers<void>();
      signal?.addEventListener('abort', () => resolve());
      log('waiting');
      await promise;
      log('cancelled');
      signal?.throwIfAborted();
    }
    return { status: 'success', done: Number(count) };
  },
});

const fail = probe({
  name: 'fail',
  description: 'Fails.',
  input: z.strictObject({}),
  output: z.object({}),
  run: () => Promise.reject(new Error('the password is swordfish')),
});

const linked = probe({
  name: 'linked',
  description: 'Names resources.',
  input: z.strictObject({ count: z.int().min(0).max(9) }),
  output: z.object({ status: z.literal('success'), entries: z.array(z.object({ resource: z.string() })) }),
  run: async ({ count }) => ({
    status: 'success',
    entries: Array.from({ length: Number(count) }, (_, index) => ({ resource: `mockloop://probe/${index}` })),
  }),
});

const plan: Prompt = {
  name: 'plan',
  title: 'Plan',
  description: 'Makes a plan.',
  arguments: [
    {
      name: 'topic',
      description: 'What about',
      isRequired: true,
      complete: async (value) => matching(['cats', 'dogs'], value),
    },
    {
      name: 'depth',
      description: 'How deep',
      isRequired: false,
      complete: async (value) => matching(['deep', 'shallow'], value),
    },
    { name: 'note', description: 'Anything', isRequired: false },
  ],
  async render(args) {
    if (args.topic === 'nothing') throw new MockLoopError('INVALID_ARGUMENTS', 'topic: nothing comes of nothing.');
    return [{ role: 'user', text: JSON.stringify(args) }];
  },
};

const note: Resource = {
  uri: 'probe://note',
  name: 'note',
  title: 'Note',
  description: 'A note.',
  mimeType: 'text/plain',
  read: async () => ({ mimeType: 'text/plain', text: 'noted' }),
};

const file: ResourceTemplate = {
  uriTemplate: 'probe://files/{folder}/{+file}',
  name: 'file',
  title: 'File',
  description: 'A file.',
  mimeType: 'text/plain',
  complete: async ({ variable, value, given }) =>
    variable === 'folder' ? matching(['one', 'two'], value) : [`${given.folder ?? ''}/${value}`],
  list: async () => [{ uri: 'probe://files/one/a/b.txt', name: 'b.txt' }],
  read: async ({ folder, file: name }) =>
    folder === 'none' ? undefined : { mimeType: 'text/plain', text: `${name} in ${folder}` },
};

/** Does nothing of use, so that what is between a client and a tool can be looked at. */
export const probeDefinitions: Definitions = {
  tools: [echo, wipe, think, interview, steps, fail, linked],
  prompts: [plan],
  resources: [note],
  resourceTemplates: [file],
};

type Definition = Omit<Tool<string, Record<string, unknown>>, 'title' | 'toolset' | 'hints'> &
  Partial<Pick<Tool, 'hints'>>;

function probe(definition: Definition): Tool {
  return { title: definition.name, toolset: 'core', hints: harmless, ...definition };
}

function matching(values: readonly string[], value: string): readonly string[] {
  return values.filter((one) => one.includes(value));
}
