// The whole way of a file: upload, preview, meanings, findings, places, repairs, difference, acceptance, dataset page.
// With script and without, on real files that lie beside the checkout.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkAccessible, fitsWidth, openPage, phone, takeScreenshot, useBrowser, wide } from './support/browser.mjs';
import { submit, uploaded } from './support/imports.mjs';
import { loadHaiti, makeOperation, Muster, root, signIn } from './support/muster.mjs';

useBrowser();

const reference = join(root, '../shared/data');
const samples = join(root, 'samples/haiti-matthew');
const isReferenceThere = existsSync(reference);
const steps = ['columns', 'findings', 'places', 'repairs', 'difference', 'acceptance'];

const journeys = [
  { name: 'haiti-derived', file: join(samples, 'population/hti_admpop_adm2_2015_derived.csv'), operation: 'haiti', title: 'Population by sex and age, 2015', rows: 140, figures: ['map', 'pyramid'] },
  { name: 'haiti-communes', file: join(reference, 'haiti/hti_admpop_adm2_2019.csv'), operation: 'haiti', title: 'Population of communes, 2019', rows: 140, figures: ['map'] },
  { name: 'haiti-workbook', file: join(reference, 'haiti/original/hti_adminboundaries_tabulardata.xlsx'), operation: 'haiti', title: 'Boundaries and population workbook', figures: [] },
  { name: 'sudan-displaced', file: join(reference, 'sudan/sdn_dtm_idp_sadd_round3.csv'), operation: 'sudan', title: 'Displaced people by sex and age, round 3', figures: [] },
  { name: 'sudan-workbook', file: join(reference, 'sudan/original/sdn_dtm_idp_master_list_round3.xlsx'), operation: 'sudan', title: 'Displacement master list, round 3', figures: [] },
];

let muster;
before(async () => {
  muster = await Muster.start();
  await loadHaiti(muster);
  const page = await openPage({ baseURL: muster.address });
  await signIn(page);
  await makeOperation(page, 'haiti', 'HTI', 'America/Port-au-Prince');
  await makeOperation(page, 'sudan', 'SDN', 'Africa/Khartoum');
  await page.context().close();
});
after(() => muster?.stop());

for (const journey of journeys) {
  const skip = journey.file.startsWith(samples) || isReferenceThere ? false : 'the reference data lies beside the checkout';
  for (const script of [true, false]) {
    describe(`${journey.name} ${script ? 'with' : 'without'} script`, { skip }, () => {
      let page, dataset;
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
        await uploaded(page, journey.operation, journey.file);
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
        await submit(page, page.locator('form[action$="/acceptance"] button.main'));
        await look('outcome');
        await page.locator('main .notice.good a').click();
        await page.getByRole('heading', { level: 1, name: journey.title }).waitFor();
        dataset = page.url();
        await look('dataset');
      });

      test('the table can be read, sorted and downloaded', async () => {
        await page.goto(`${dataset}/table`);
        assert.ok((await page.locator('main table tbody tr').count()) > 0);
        await look('table');
        await page.locator('main thead a[href*="sort"]').first().click();
        await page.waitForURL(/sort/);
        assert.ok((await page.locator('main table tbody tr').count()) > 0);
        const csv = await page.request.get(dataset.replace('/operations/', '/api/operations/') + '/data.csv');
        assert.equal(csv.status(), 200);
        const lines = (await csv.text()).trim().split('\n').length;
        if (journey.rows) assert.equal(lines, journey.rows + 1);
      });

      for (const figure of journey.figures) {
        test(`the ${figure} is drawn, with its numbers beside it`, async () => {
          await page.goto(`${dataset}/figures/${figure}`);
          await page.locator('main figure svg[role=img], main figure svg').first().waitFor();
          assert.ok((await page.locator('main table tbody tr').count()) > 0);
          if (script && figure === 'map') {
            await page.locator('button.map-switch').click();
            await page.locator('figure[data-map-ready] canvas').first().waitFor();
          }
          await look(figure);
          for (const form of ['svg', 'png', 'csv']) {
            assert.equal((await page.request.get(`${dataset}/figures/${figure}.${form}`)).status(), 200, form);
          }
        });
      }

      test('nothing complained on the way', () => {
        assert.deepEqual(page.complaints, []);
      });
    });
  }
}

/** The whole numbers in a sentence, thousands apart or not. */
const numbersIn = (text) => [...text.replaceAll(/(?<=\d)[\s,.\u202f\u00a0](?=\d{3})/g, '').matchAll(/\d+/g)].map(([number]) => Number(number));
