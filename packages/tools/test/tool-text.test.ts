import { expect, test } from 'vitest';
import * as z from 'zod';
import { MAX_TEXT, type Tool, toolText } from '../src/index.ts';
import { inlineText } from '../src/inline-text.ts';

const tool: Tool = {
  ...{ name: 'tell', title: 'Tell', description: 'Tells.', toolset: 'core' },
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input: z.strictObject({}),
  output: z.looseObject({}),
  run: async () => ({}),
};

test('a result without a summary is told as JSON', () => {
  expect(toolText(tool, { a: 1 })).toBe('{"a":1}');
  expect(toolText({ ...tool, summarize: () => 'short' }, { a: 1 })).toBe('short');
});

test('what is too long is cut, and says so', () => {
  const text = toolText(tool, { text: '😀'.repeat(20_000) });
  expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toContain('40011 characters in all, cut here.');
});

test.each([
  ['a\nb\r\n c', 'a b c'],
  ['\u001b[31mred', '\ufffd[31mred'],
  ['a\u202eb', 'a\ufffdb'],
  ['a\u200bb\u2063', 'a\ufffdb\ufffd'],
  ['a\u{e0041}\u{e0101}b', 'a\ufffd\ufffdb'],
  ['👩\u200d💻 ❤\ufe0f', '👩\u200d💻 ❤\ufe0f'],
  ['Grüße 😀', 'Grüße 😀'],
])('%j in a line is %j', (text, inline) => expect(inlineText(text)).toBe(inline));

test('a long text in a line is cut at a character', () => {
  expect(inlineText('x😀y', 2)).toBe('x\ufffd…');
  expect(inlineText('xyz', 3)).toBe('xyz');
});
