// People: somebody checks in on a phone, waits, is approved, found, taken away as a file, and leaves. With script and without.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkAccessible, fitsWidth, openPage, phone, takeScreenshot, useBrowser, wide } from './support/browser.mjs';
import { makeOperation, Muster, signIn } from './support/muster.mjs';

useBrowser();

/** Axe is a script: it looks where scripts run; the page is the same without. */
const look = (page, name) => (page.hasScript ? checkAccessible(page, name) : undefined);

let muster;
before(async () => {
  muster = await Muster.start();
  const page = await openPage({ baseURL: muster.address });
  await signIn(page);
  await makeOperation(page, 'response', 'HTI', 'America/Port-au-Prince');
  await page.goto('/operations/response/edit');
  await page.locator('[name=Audience]').selectOption('SignedIn');
  await page.locator('main form button.main').click();
  await page.waitForURL('**/operations/response');
  await page.goto('/operations/response/clusters');
  await page.locator('form:has([value="clusters"]) button').click();
  await page.getByText('Water, Sanitation and Hygiene').first().waitFor();
  await page.goto('/organisations/new');
  await page.locator('[name=Name]').fill('World Food Programme');
  await page.locator('[name=Acronym]').fill('WFP');
  await page.locator('main form button.main').click();
  await page.getByText('Saved.').waitFor();
});
after(() => muster.stop());

for (const script of [true, false]) {
  describe(`people ${script ? 'with' : 'without'} script`, () => {
    const responder = { email: `rose.${script}@example.org`, name: script ? 'Rose Pierre' : 'Jean Désir', password: 'a boat on the water' };
    let mine, officers;
    before(async () => {
      await muster.admin('create-account', responder.email, responder.name, '--password', responder.password);
      mine = await openPage({ baseURL: muster.address, script, size: phone });
      await signIn(mine, responder);
      officers = await openPage({ baseURL: muster.address, script, size: wide });
      await signIn(officers);
    });

    test('A responder checks in on a phone, with another list of the operation, and waits for approval', async () => {
      await mine.goto('/operations/response/contacts');
      await mine.getByRole('link', { name: 'Check in to this operation' }).click();
      await look(mine, 'check-in');
      assert.ok(await fitsWidth(mine), 'something sticks out to the side');
      await mine.locator('[name=Phone]').fill('+509 3412 3456');
      await mine.locator('[name=Locality]').fill('Jérémie');
      await mine.locator('label').filter({ hasText: '(WASH)' }).locator('input').check();
      await takeScreenshot(mine, `check-in-${script}`);
      await mine.locator('main form button.main').click();
      await mine.getByText('You asked to come onto the list').waitFor();
    });

    test('Who keeps the list approves, finds the person, and takes the list away', async () => {
      await officers.goto('/lists/response?pending=true');
      await officers.getByRole('button', { name: `Approve ${responder.name}` }).click();
      await officers.getByText('Approved.').waitFor();
      await officers.goto(`/people?q=${responder.name.split(' ')[1].slice(0, 3).normalize('NFD').replace(/\p{M}/gu, '')}`);
      await look(officers, 'people');
      await officers.getByRole('link', { name: responder.name }).click();
      await officers.getByText('Jérémie').first().waitFor();
      await look(officers, 'person');
      await officers.goto('/lists/response');
      await look(officers, 'list');
      await takeScreenshot(officers, `list-${script}`);
      const csv = await (await officers.request.get('/lists/response/members.csv')).text();
      assert.match(csv, /\+509 34 12 3456/);
      await officers.goto('/lists/response/exports');
      await officers.getByText('csv, ').first().waitFor();
    });

    test('The person sees who took the list, and leaves it', async () => {
      await mine.goto('/me/data');
      await look(mine, 'own-data');
      assert.ok(await fitsWidth(mine), 'something sticks out to the side');
      await mine.getByText('csv, ').first().waitFor();
      await mine.goto('/lists/response');
      assert.ok(await fitsWidth(mine), 'something sticks out to the side');
      await mine.locator('form[action$="/check-out"] button').first().click();
      await mine.getByText('Off the list.').waitFor();
      await officers.goto('/lists/response');
      assert.equal(await officers.getByRole('link', { name: responder.name }).count(), 0);
    });

    test('Details and their audience are changed, wrong ones are told by field', async () => {
      await mine.goto('/me');
      await look(mine, 'details');
      await mine.locator('[name=Organisation]').fill('wfp');
      await mine.locator('[name=Phones]').fill('12');
      await mine.locator('main form button.main').click();
      await mine.getByText('is no telephone number of any country').waitFor();
      await mine.locator('[name=Phones]').fill('Satellite: +870 776 123 456');
      await mine.locator('[name=PhonesFor]').selectOption('Verified');
      await mine.locator('main form button.main').click();
      await mine.getByText('World Food Programme (WFP)').first().waitFor();
    });

    for (const [name, path] of [['contacts', '/operations/response/contacts'], ['clusters', '/operations/response/clusters'], ['lists', '/lists'], ['organisations', '/organisations'], ['list-settings', '/lists/response/settings'], ['add-person', '/lists/response/people/new'], ['mails', '/admin/mails'], ['roles', '/roles']]) {
      test(`${name} is accessible and fits`, async () => {
        await officers.setViewportSize(script ? wide : phone);
        await officers.goto(path);
        await look(officers, name);
        assert.ok(await fitsWidth(officers), 'something sticks out to the side');
      });
    }
  });
}
