// Steps that several tests of imports take.
import assert from 'node:assert/strict';

/** Uploads a file through the page, waits until it is examined, and gives the import's address. */
export async function uploaded(page, operation, file) {
  await page.goto(`/operations/${operation}/imports/new`);
  await page.locator('main [name=file]').setInputFiles(file);
  await page.locator('main form[enctype] button.main').click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await settled(page);
  return page.url();
}

/** Presses a form's button and waits for the page that answers. */
export async function submit(page, button) {
  const answered = page.waitForEvent('framenavigated');
  await button.click();
  await answered;
  await settled(page);
}

/** Waits until the server has examined or stored: with script the page then comes anew by itself, without it a person looks again. */
export async function settled(page) {
  for (let looks = 0; looks < 600; looks++) {
    const anew = page.hasScript ? page.waitForEvent('framenavigated', { timeout: 60_000 }) : undefined;
    anew?.catch(() => {});
    await page.waitForLoadState('load');
    if ((await page.locator('main .notice progress').count()) === 0) return;
    if (anew) await anew;
    else await page.reload();
  }
  assert.fail('the import does not come to an end');
}

/** Presses Tab until the focus is on what the selector means. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`The keyboard does not reach ${selector} on ${page.url()}`);
}
