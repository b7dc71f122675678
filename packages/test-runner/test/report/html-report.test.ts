import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReportedRun, writeReport } from '../../src/report/index.ts';
import { sampleLoadRun } from './support/sample-load-run.ts';
import { sampleTestRun } from './support/sample-test-run.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</pre></details><iframe src="https://example.com">',
  '<!--',
  ']]>&lt;script&gt;&#60;b&#62;',
];

/** A small load run: the large one is for pictures. */
const LOAD = sampleLoadRun({ seconds: 3 });

function htmlOf(text: string, detail: 'summary' | 'comprehensive' = 'comprehensive'): string {
  const runs: ReportedRun[] = [
    sampleTestRun({ text, findings: 4, suspicions: 1 }),
    { ...LOAD, server_url: text, reason: text },
  ];
  return writeReport(runs, { format: 'html', detail });
}

/** Names of elements and attributes, in order: what a browser makes of a page beside its text. */
function markupOf(page: string): string[] {
  const tags = page.match(/<!?\/?[a-z](?:[^>"]|"[^"]*")*>/gi) ?? [];
  return tags.map((tag) => tag.replaceAll(/="[^"]*"/g, ''));
}

/** Without its script and its style. */
function textOf(page: string): string {
  return page.replaceAll(/<(script|style)>[\s\S]*?<\/\1>/g, '');
}

test.each(HOSTILE)('%s stays text', (text) => {
  const page = htmlOf(text);
  expect(markupOf(page)).toEqual(markupOf(htmlOf('plain')));
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/href="javascript:/);
});

test('the elements of a page do not depend on what documents and servers say', () => {
  const plain = markupOf(htmlOf('plain'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      // Backticks mark code in prose.
      fc.pre(!text.includes('`'));
      expect(markupOf(htmlOf(text))).toEqual(plain);
    }),
    { numRuns: 15 },
  );
});

test('the policy lets the one script and the one style of the page run, and nothing else', () => {
  const page = htmlOf('plain');
  const digest = (tag: string): string => {
    const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page) ?? [];
    return `sha256-${createHash('sha256').update(text).digest('base64')}`;
  };
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src '${digest('style')}'; script-src '${digest('script')}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(/ (?:style|on[a-z]+)="/);
});

test('a page loads nothing', () => {
  expect(htmlOf('plain')).not.toMatch(/<(?:link|img|iframe|object|embed)|\bsrc=|url\(|@import/);
});

test('a summary has no evidence, a detailed report that of the clearest finding of each cause, a comprehensive one all', () => {
  const run = sampleTestRun({ findings: 9 });
  const exchanges = (detail: 'summary' | 'detailed' | 'comprehensive'): number =>
    writeReport([run], { format: 'html', detail }).match(/class="exchange"/g)?.length ?? 0;
  expect(exchanges('summary')).toBe(0);
  expect(exchanges('detailed')).toBe(run.clusters.length * 2);
  expect(exchanges('comprehensive')).toBe(run.findings.length * 2);
});

test('without charts there is no diagram', () => {
  const runs = [sampleTestRun(), LOAD];
  expect(writeReport(runs, { format: 'html' })).toContain('<figure');
  expect(writeReport(runs, { format: 'html', charts: false })).not.toContain('<figure');
});

test.each([
  [
    'nothing was measured',
    {
      series: [],
      response: { count: 0, histogram: { unit: 'us', counts: [], min: 0, max: 0, sum: 0 } },
      sent: 0,
      ok: 0,
    },
  ],
  ['a single second', { series: LOAD.result.series.slice(0, 1) }],
  ['no errors', { series: LOAD.result.series.map((second) => ({ ...second, errors: {} })) }],
] as const)('a load run in which %s makes a page', (_, result) => {
  const page = writeReport([{ ...LOAD, result: { ...LOAD.result, ...result } }], { format: 'html' });
  expect(textOf(page)).not.toMatch(/NaN|Infinity|undefined|∞/);
});

test('thresholds of a run whose measuring side was saturated are neither met nor missed', () => {
  const page = writeReport([sampleLoadRun({ seconds: 3, isSaturated: true })], { format: 'html' });
  expect(page).toContain('3 thresholds cannot be judged.');
  expect(page).toContain('A worker was busy 99 % of the time.');
  expect(page.match(/>open<\/span>/g)).toHaveLength(3);
});

test('a run of a day is drawn in a few hundred points', () => {
  const { series } = sampleLoadRun({ seconds: 10 }).result;
  const long = Array.from({ length: 2000 }, (_, second) =>
    series.slice(second % 10, (second % 10) + 1).map((one) => ({ ...one, second })),
  ).flat();
  const page = writeReport([{ ...LOAD, result: { ...LOAD.result, series: long } }], { format: 'html' });
  const paths = page.match(/ d="[^"]*"/g) ?? [];
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) expect(path.split(/[ML]/).length).toBeLessThan(260);
});
