// Decisions about an import: steps taken and undone, and the whole way by keyboard alone. On a file of our own, so that it runs everywhere.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openPage, useBrowser } from './support/browser.mjs';
import { settled, submit, tabTo, uploaded } from './support/imports.mjs';
import { makeOperation, Muster, root, signIn } from './support/muster.mjs';

useBrowser();

const traps = join(root, 'samples/traps');
let muster;
before(async () => {
  muster = await Muster.start();
  const page = await openPage({ baseURL: muster.address });
  await signIn(page);
  await makeOperation(page, 'practice', 'HTI', 'America/Port-au-Prince');
});
after(() => muster.stop());

for (const script of [true, false]) {
  describe(`decisions ${script ? 'with' : 'without'} script`, () => {
    let page;
    before(async () => {
      page = await openPage({ baseURL: muster.address, script });
      await signIn(page);
    });

    test('Total rows are left out by a step, and come back when it is undone', async () => {
      const address = await uploaded(page, 'practice', join(traps, 'total-rows.csv'));
      await page.goto(`${address}/repairs`);
      await submit(page, page.locator('form:has([value="drop-totals"]) button.plain'));
      await page.goto(`${address}/difference`);
      await page.getByText('3 accepted + 0 queued + 2 dropped = 5, of 5 rows read.').waitFor();

      await page.goto(`${address}/repairs`);
      await submit(page, page.locator('form[action$="/undo"] button'));
      await page.goto(`${address}/difference`);
      await page.getByText('5 accepted + 0 queued + 0 dropped = 5, of 5 rows read.').waitFor();
    });

    test('Another meaning can be chosen for a column', async () => {
      const address = await uploaded(page, 'practice', join(traps, 'numbers-as-written.csv'));
      await page.goto(`${address}/columns`);
      const meaning = page.locator('[name="meaning-1"]');
      const other = await meaning.locator('option').filter({ hasText: 'Displaced people' }).first().getAttribute('value');
      await meaning.selectOption(other);
      await submit(page, page.locator('main form[action$="/columns"] .actions button'));
      await page.goto(`${address}/columns`);
      assert.equal(await page.locator('[name="meaning-1"]').inputValue(), other);
    });

    test('A file that is no table is refused with what, where and what next, and nothing is left of it', async () => {
      await uploaded(page, 'practice', join(traps, 'web-page.csv'));
      await page.locator('main .notice.bad').getByText('This is a web page, not a table').waitFor();
      await page.locator('main .notice.bad').getByText('sign in').waitFor();
    });
  });
}

test('The keyboard alone brings a file from upload to version', async () => {
  const page = await openPage({ baseURL: muster.address });
  await signIn(page);
  await page.goto('/operations/practice');
  await tabTo(page, 'a[href$="/imports"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/imports');
  await tabTo(page, 'main a[href$="/imports/new"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/imports/new');

  await tabTo(page, '[name=file]');
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await choosing).setFiles(join(traps, 'sums-that-do-not-add-up.csv'));
  await tabTo(page, 'main form button.main');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await settled(page);

  for (const step of ['columns', 'findings', 'places', 'repairs', 'difference', 'acceptance']) {
    await tabTo(page, `main a.button[href$="/${step}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${step}`);
  }

  if (await page.locator('[name=Reason]').count()) {
    await tabTo(page, '[name=Reason]');
    await page.keyboard.type('The source confirmed the figures.');
  }
  await tabTo(page, '[name=Title]');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Typed by hand');
  await tabTo(page, '[name=Sensitivity]');
  await page.keyboard.type('Low');
  await tabTo(page, 'form[action$="/acceptance"] button.main');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await settled(page);
  await page.locator('main .notice.good a').getByText('Typed by hand').waitFor();
});
