// A collective file from template to map: three partners’ files merged. Then the short way of files of four more countries.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkAccessible, fitsWidth, openPage, phone, takeScreenshot, useBrowser, wide } from './support/browser.mjs';
import { settled, submit, uploaded } from './support/imports.mjs';
import { loadHaiti, makeOperation, Muster, root, signIn } from './support/muster.mjs';

useBrowser();

const reference = join(root, '../shared/data');
const countries = [
  { operation: 'congo', country: 'COD', file: 'dr_congo/cod_admpop_adm1_2020.csv' },
  { operation: 'central-africa', country: 'CAF', file: 'central_african_republic/caf_admpop_adm1_2015.csv' },
  { operation: 'nepal', country: 'NPL', file: 'nepal/npl_earthquake_2015_impact.csv' },
  { operation: 'mali', country: 'MLI', file: 'mali/mli_admin_adm2.csv' },
];
const head = 'Site,Commune,Displaced\n';
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

let muster;
before(async () => {
  muster = await Muster.start();
  await loadHaiti(muster);
});
after(() => muster?.stop());

for (const script of [true, false]) {
  describe(`collective file ${script ? 'with' : 'without'} script`, () => {
    const operation = script ? 'collect' : 'collect-plain';
    const base = `/operations/${operation}`;
    let page, stored;
    const look = async (step) => {
      if (script) await checkAccessible(page, step);
      for (const size of script ? [wide, phone] : [wide]) {
        await page.setViewportSize(size);
        assert.ok(await fitsWidth(page), `${step} sticks out to the side at ${size.width}`);
        await takeScreenshot(page, `rounds-${step}${script ? '' : '-noscript'}`);
      }
      await page.setViewportSize(wide);
    };

    before(async () => {
      page = await openPage({ baseURL: muster.address, script });
      await signIn(page);
      await makeOperation(page, operation, 'HTI', 'America/Port-au-Prince');
    });

    test('there is a way to begin where there is nothing yet', async () => {
      await page.goto(`${base}/collections`);
      await look('collections-empty');
      await page.locator('.empty a.button').click();
      await page.waitForURL('**/collections/new');
    });

    test('a template is made from chosen columns', async () => {
      await page.locator('[name=title]').fill('Displacement sites');
      await page.locator('[name=due]').fill('2016-10-20');
      await page.locator('[name=sensitivity]').selectOption('Low');
      for (const [at, [header, meaning]] of [['Site', 'Identifier'], ['Commune', 'PlaceCode.2'], ['Displaced', 'Displaced.All']].entries()) {
        await page.locator('[name=header]').nth(at).fill(header);
        await page.locator('[name=meaning]').nth(at).selectOption(meaning);
      }
      await page.locator('[name=key]').first().check();
      await look('template-form');
      await page.locator('form[method=post][action$="/collections"] button.main').click();
      await page.waitForURL('**/collections/displacement-sites');
      await page.locator('[name=partners]').fill('Alpha; Ann; ann@example.org\nBeta; Ben\nGamma');
      await page.locator('form[action$="/partners"] button').click();
      await page.locator('progress').waitFor();
      assert.equal((await page.request.get(`${base}/collections/displacement-sites/template.xlsx`)).status(), 200);
    });

    test('one partner sends by a link of their own, without an account', async () => {
      await page.locator('main table a', { hasText: 'Alpha' }).click();
      await page.locator('form[action$="/link"] button').click();
      const link = await page.locator('code.secret').innerText();
      await look('partner-link');
      const partner = await openPage({ baseURL: muster.address, script });
      await partner.goto(new URL(link).pathname);
      if (script) await checkAccessible(partner, 'return link');
      await partner.locator('[name=file]').setInputFiles(file('alpha.csv', `${head}S1,HT0711,100\nS2,HT0712,50\n`));
      await partner.locator('form[enctype] button.main').click();
      await partner.locator('.notice.good').waitFor();
      await partner.setViewportSize(phone);
      assert.ok(await fitsWidth(partner), 'the partner’s page sticks out');
      await takeScreenshot(partner, `rounds-return-link${script ? '' : '-noscript'}`);
      assert.deepEqual(partner.complaints, []);
      await partner.context().close();
    });

    test('the others come by an officer; a renamed column is told', async () => {
      for (const [name, text] of [['Beta', `${head}S3,HT0713,20\nS2,HT0712,55\n`], ['Gamma', 'Site,Commune,displaced people\nS4,HT0711,5\n']]) {
        await page.goto(`${base}/collections/displacement-sites`);
        await page.locator('main table a', { hasText: name }).click();
        await page.locator('[name=file]').setInputFiles(file(`${name.toLowerCase()}.csv`, text));
        await page.locator('form[action$="/returns"] button.main').click();
        await page.locator('section.return').waitFor();
      }
      await look('partner-returned');
      await page.goto(`${base}/collections/displacement-sites`);
      for (let looks = 0; looks < 100 && (await page.locator('main table .label', { hasText: 'being checked' }).count()) > 0; looks++) await page.reload();
      assert.equal(await page.locator('progress').getAttribute('value'), '3');
      await look('collection');
    });

    test('the same row from two partners waits for a choice, then all are one dataset', async () => {
      await page.locator('a[href$="/merge"]').click();
      await page.locator('select[name=partner]').waitFor();
      await look('merge');
      await page.locator('select[name=partner]').selectOption({ label: 'Beta' });
      await submit(page, page.locator('form[action$="/choices"] button'));
      await page.locator('.label.good', { hasText: 'chosen' }).waitFor();
      await page.locator('form[action$="/merge"] button.main').click();
      await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
      await settled(page);
      await page.locator('main .notice.good a').click();
      await page.getByRole('heading', { level: 1, name: 'Displacement sites' }).waitFor();
      stored = new URL(page.url()).pathname;
      await look('merged-dataset');
      const csv = await (await page.request.get(`/api${stored}/data.csv`)).text();
      assert.equal(csv.trim().split('\n').length, 5);
      assert.match(csv, /S2,HT0712,55,Beta/);
    });

    test('the merged dataset has a map', async () => {
      await page.goto(`${stored}/figures/map`);
      await page.locator('main figure svg').first().waitFor();
      const numbers = await (await page.request.get(`${stored}/figures/map.csv`)).text();
      assert.ok(numbers.length > 20);
      await look('figure');
    });

    test('nothing complained on the way', () => assert.deepEqual(page.complaints, []));
  });
}

for (const { operation, country, file: name } of countries) {
  describe(`a file of ${country} becomes a dataset`, { skip: existsSync(reference) ? false : 'the reference data lies beside the checkout' }, () => {
    for (const script of [true, false]) {
      test(script ? 'with script' : 'without script', async () => {
        const page = await openPage({ baseURL: muster.address, script });
        await signIn(page);
        const slug = `${operation}-${script ? 'a' : 'b'}`;
        await makeOperation(page, slug, country, 'UTC');
        const address = await uploaded(page, slug, join(reference, name));
        await page.goto(`${address}/acceptance`);
        await page.locator('[name=Sensitivity]').selectOption('Low');
        await page.locator('[name=Audience]').selectOption('Public');
        if (await page.locator('[name=Reason]').count()) await page.locator('[name=Reason]').fill('As published.');
        await submit(page, page.locator('form[action$="/acceptance"] button.main'));
        await page.locator('main .notice.good a').first().click();
        await page.locator('main table.rows tbody tr').first().waitFor();
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    }
  });
}
