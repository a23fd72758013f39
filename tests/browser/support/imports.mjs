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

/** Waits until the server has examined or stored. Where no script runs, a person looks again. */
export async function settled(page) {
  await page.waitForLoadState('load');
  const busy = page.locator('main .notice progress');
  for (let looks = 0; (await busy.count()) > 0; looks++) {
    assert.ok(looks < 600, 'the import does not come to an end');
    await page.waitForTimeout(100);
    if (!page.hasScript) await page.reload();
  }
  await page.waitForLoadState('load');
}

/** Presses Tab until the focus is on what the selector means. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`The keyboard does not reach ${selector} on ${page.url()}`);
}
