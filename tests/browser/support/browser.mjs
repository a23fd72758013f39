// One Chromium for a test file: contexts with script on or off, at the two widths that count.
import { chromium } from 'playwright-core';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { after, before } from 'node:test';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const screenshots = fileURLToPath(new URL('../../../artifacts/screenshots/', import.meta.url));

export const wide = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };
export const smallPhone = { width: 360, height: 740 };

let browser;

/** Call once at the top of a test file. */
export function useBrowser() {
  before(async () => {
    await mkdir(screenshots, { recursive: true });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
  });
  after(() => browser?.close());
}

/** Opens a page in a context of its own; what the browser complains about is collected in page.complaints. */
export async function openPage({ baseURL, script = true, size = wide, ...options } = {}) {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: script, viewport: size, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.hasScript = script;
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  return page;
}

/** Looks at the page with axe and throws with what it found; axe's script runs outside the page's own policy. */
export async function checkAccessible(page, name = page.url()) {
  await page.evaluate(await readFile(axe, 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const lines = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 5).map((node) => `    ${node.html.slice(0, 200)} ${node.any?.[0]?.message ?? ''}`).join('\n')}`);
  if (lines.length > 0) throw new Error(`axe on ${name}:\n${lines.join('\n')}`);
}

export async function takeScreenshot(page, name) {
  const { width } = page.viewportSize();
  await page.screenshot({ path: `${screenshots}${name}-${width}.png`, fullPage: true });
}

/** True when nothing sticks out to the side, so that nobody scrolls sideways on a phone. */
export const fitsWidth = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1);
