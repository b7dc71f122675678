import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeReport } from '../../src/report/index.ts';
import { POOR_CONTRASTS, UNNAMED_CONTROLS } from './support/in-page.ts';
import { openBrowser } from './support/open-browser.ts';
import { sampleLoadRun } from './support/sample-load-run.ts';
import { sampleTestRun } from './support/sample-test-run.ts';

const TEXT = `</script><script>document.title='owned'</script><img src=https://example.com/x onerror=alert(1)>`;

let browser: Browser | undefined;
/** Where the page and its pictures are afterwards, for whoever wants to see them. */
const folder = join(tmpdir(), 'mockloop-report');
let why = '';

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const runs = [sampleTestRun({ findings: 150, text: TEXT }), sampleLoadRun({ text: TEXT })];
  await writeFile(join(folder, 'report.html'), writeReport(runs, { format: 'html' }));
  browser = await openBrowser().catch((error: unknown) => {
    if (process.env.CI === 'true') throw error;
    why = String(error);
    return undefined;
  });
}, 120_000);

afterAll(() => browser?.close());

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What the page did that it should not: errors, requests, dialogs. */
  readonly trouble: readonly string[];
}

async function open({ width, colorScheme }: Look, of: Browser): Promise<OpenPage> {
  const page = await of.newPage({ viewport: { width, height: 900 }, colorScheme });
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => trouble.push(dialog.message()));
  page.on('request', (request) => trouble.push(request.url()));
  await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  // The page itself.
  trouble.shift();
  return { page, trouble, [Symbol.asyncDispose]: () => page.close() };
}

const LOOKS = [400, 800, 1400].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

test.for(LOOKS)(
  'at $width px in $colorScheme the page fits, reads well and does nothing of its own',
  async (look, { skip }) => {
    if (browser === undefined) return skip(why);
    await using opened = await open(look, browser);
    const { page, trouble } = opened;
    await page.locator('.cause').first().locator('summary').first().click();
    await page.locator('.finding').first().locator('summary').first().click();
    for (const summary of await page.locator('.more > summary').all()) await summary.click();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await page.evaluate(POOR_CONTRASTS)).toEqual([]);
    expect(await page.title()).toBe('2 runs · MockLoop');
    await page.screenshot({ path: join(folder, `${look.width}-${look.colorScheme}.png`) });
    expect(trouble).toEqual([]);
  },
);

test('the filter shows what matches, and says how much that is', async ({ skip }) => {
  if (browser === undefined) return skip(why);
  await using opened = await open({ width: 1400, colorScheme: 'light' }, browser);
  const { page, trouble } = opened;
  const run = sampleTestRun({ findings: 150, text: TEXT });
  const shown = (): Promise<number> => page.locator('.cause:visible').count();
  const output = page.locator('.toolbar output');
  expect(await shown()).toBe(run.clusters.length);

  await page.getByRole('checkbox', { name: /^Critical/ }).uncheck({ force: true });
  const others = run.clusters.filter(({ severity }) => severity !== 'critical');
  expect(await shown()).toBe(others.length);
  expect(await output.textContent()).toContain(`${others.length} causes`);
  await page.getByRole('checkbox', { name: /^Critical/ }).check({ force: true });

  const check = run.clusters[0]?.check ?? '';
  await page.getByRole('combobox', { name: 'Check' }).selectOption(check);
  expect(await shown()).toBe(run.clusters.filter((cluster) => cluster.check === check).length);
  await page.getByRole('combobox', { name: 'Check' }).selectOption('');

  await page.getByRole('combobox', { name: 'Operation' }).selectOption('POST /login');
  expect(await shown()).toBe(run.clusters.filter(({ operations }) => operations.includes('POST /login')).length);
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('');

  await page.getByRole('searchbox', { name: 'Text' }).fill('CASE149');
  expect(await shown()).toBe(1);
  expect(await output.textContent()).toBe('1 cause, 1 of 150 findings');
  await page.getByRole('searchbox', { name: 'Text' }).fill('there is no such text');
  expect(await shown()).toBe(0);
  expect(await page.getByText('Nothing matches.').isVisible()).toBe(true);
  expect(trouble).toEqual([]);
});

test('everything can be reached and used with the keyboard alone', async ({ skip }) => {
  if (browser === undefined) return skip(why);
  await using opened = await open({ width: 1400, colorScheme: 'light' }, browser);
  const { page } = opened;
  const cause = page.locator('.cause').first();
  await cause.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  expect(await cause.getAttribute('open')).toBe('');
  const canvas = page.locator('.canvas').first();
  await canvas.focus();
  await page.keyboard.press('ArrowRight');
  expect(await canvas.locator('.tip').textContent()).toMatch(/^0:00\np99 [\d.]+ ms\np95 [\d.]+ ms\np50 [\d.]+ ms$/);
  const unnamed = await page.evaluate(UNNAMED_CONTROLS);
  expect(unnamed).toEqual([]);
});

test('on paper every cause is unfolded, and there is nothing to click', async ({ skip }) => {
  if (browser === undefined) return skip(why);
  await using opened = await open({ width: 800, colorScheme: 'dark' }, browser);
  const { page } = opened;
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator('.toolbar:visible, .copy:visible').count()).toBe(0);
  expect(await page.locator('.cause:not([open])').count()).toBe(0);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator('.cause[open]').count()).toBe(0);
});

test('a command is copied as it is', async ({ skip }) => {
  if (browser === undefined) return skip(why);
  await using opened = await open({ width: 1400, colorScheme: 'light' }, browser);
  const { page } = opened;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.cause').first().locator('summary').first().click();
  const finding = page.locator('.finding').first();
  if ((await finding.getAttribute('open')) === null) await finding.locator('summary').first().click();
  await finding.getByRole('button', { name: 'Copy curl' }).click();
  await finding.getByText('Copied').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
    `curl -i 'http://127.0.0.1:4010/v1/pets?limit=${TEXT}'`,
  );
});
