import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** The Chromium of the package where it runs on this machine, else one that is installed. */
export async function openBrowser(): Promise<Browser> {
  try {
    // With one process for all, the first page that closes would end the browser.
    const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote');
    return await playwright.launch({ executablePath: await chromium.executablePath(), args });
  } catch (cause) {
    return await playwright.launch({ channel: 'chrome' }).catch(() => {
      throw new Error(`No Chromium runs on this machine: ${String(cause)}`, { cause });
    });
  }
}
