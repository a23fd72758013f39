// The whole way of a file: upload, preview, meanings, findings, places, repairs, difference, acceptance, dataset page.
// With script and without, on real files that lie beside the checkout.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkAccessible, fitsWidth, openPage, phone, takeScreenshot, useBrowser, wide } from './support/browser.mjs';
import { settled, uploaded } from './support/imports.mjs';
import { Muster, root, signIn } from './support/muster.mjs';

useBrowser();

const data = join(root, '../shared/data');
const skip = existsSync(data) ? false : 'the reference data lies beside the checkout';
const steps = ['columns', 'findings', 'places', 'repairs', 'difference', 'acceptance'];

const journeys = [
  { name: 'haiti-communes', file: 'haiti/hti_admpop_adm2_2019.csv', operation: 'haiti-matthew', title: 'Population of communes, 2019', rows: 140, drawn: true },
  { name: 'haiti-workbook', file: 'haiti/original/hti_adminboundaries_tabulardata.xlsx', operation: 'haiti-matthew', title: 'Boundaries and population workbook' },
  { name: 'sudan-displaced', file: 'sudan/sdn_dtm_idp_sadd_round3.csv', operation: 'sudan', title: 'Displaced people by sex and age, round 3' },
];

let muster;
before(async () => {
  if (skip) return;
  muster = await Muster.start({ demonstration: true });
  const page = await openPage({ baseURL: muster.address });
  await signIn(page);
  await page.goto('/operations/new');
  for (const [field, value] of Object.entries({ Name: 'Sudan', Slug: 'sudan', Countries: 'SDN', Zone: 'Africa/Khartoum' })) {
    await page.locator(`main [name=${field}]`).fill(value);
  }
  await page.locator('main form button.main').click();
  await page.waitForURL('**/operations/sudan');
  await page.context().close();
});
after(() => muster?.stop());

for (const journey of journeys) {
  for (const script of [true, false]) {
    describe(`${journey.name} ${script ? 'with' : 'without'} script`, { skip }, () => {
      let page;
      const look = async (step) => {
        if (script) await checkAccessible(page, step);
        for (const size of script ? [wide, phone] : [wide]) {
          await page.setViewportSize(size);
          assert.ok(await fitsWidth(page), `${step} sticks out to the side at ${size.width}`);
          await takeScreenshot(page, `${journey.name}-${step}${script ? '' : '-noscript'}`);
        }
        await page.setViewportSize(wide);
      };

      before(async () => {
        page = await openPage({ baseURL: muster.address, script });
        await signIn(page);
      });

      test('upload', async () => {
        await page.goto(`/operations/${journey.operation}/imports/new`);
        await look('upload');
        await uploaded(page, journey.operation, join(data, journey.file));
        await look('preview');
      });

      for (const step of steps) {
        test(step, async () => {
          await page.locator(`main a.button[href$="/${step}"]`).first().click();
          await page.waitForURL(`**/${step}`);
          await look(step);
        });
      }

      test('a group of findings shows rows, cells and the rule', async () => {
        await page.goto(page.url().replace(/acceptance$/, 'findings'));
        const group = page.locator('main table a[href*="rule="]').first();
        const title = await group.innerText();
        await group.click();
        await page.getByRole('heading', { level: 2, name: title }).waitFor();
        assert.ok((await page.locator('#shown ~ .scroll tbody tr').count()) > 0);
        await look('findings-shown');
        await page.goto(page.url().replace(/findings\?.*/, 'acceptance'));
      });

      test('every row is accounted for', async () => {
        const [accepted, queued, dropped, sum, read] = numbersIn(await page.locator('main').getByText(/rows read\.$/).innerText());
        assert.equal(accepted + queued + dropped, sum);
        assert.equal(sum, read);
        if (journey.rows) assert.equal(read, journey.rows);
      });

      test('acceptance makes a version', async () => {
        await page.locator('[name=Title]').fill(`${journey.title} ${script ? 'A' : 'B'}`);
        await page.locator('[name=Dataset]').selectOption('');
        await page.locator('[name=Sensitivity]').selectOption('Low');
        await page.locator('[name=Audience]').selectOption('Public');
        if (await page.locator('[name=Reason]').count()) await page.locator('[name=Reason]').fill('As published; the sums of the source differ by rounding.');
        await page.locator('form[action$="/acceptance"] button.main').click();
        await settled(page);
        await look('outcome');
        await page.locator('main .notice.good a').click();
        await page.getByRole('heading', { level: 1, name: journey.title }).waitFor();
        await look('dataset');
      });

      test('the dataset page shows the table', async () => {
        assert.ok((await page.locator('main table tbody tr').count()) > 0);
        assert.deepEqual(page.complaints, []);
      });
    });
  }
}

/** The whole numbers in a sentence, thousands apart or not. */
const numbersIn = (text) => [...text.replaceAll(/(?<=\d)[\s,.\u202f\u00a0](?=\d{3})/g, '').matchAll(/\d+/g)].map(([number]) => Number(number));
