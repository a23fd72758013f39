// Every page that needs nothing uploaded: with script and without, wide and narrow, looked at by axe.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkAccessible, fitsWidth, openPage, phone, smallPhone, takeScreenshot, useBrowser, wide } from './support/browser.mjs';
import { Muster, signIn } from './support/muster.mjs';

useBrowser();

let muster;
before(async () => {
  muster = await Muster.start();
});
after(() => muster.stop());

const pages = [
  { name: 'home', path: '/' },
  { name: 'sign-in', path: '/account/sign-in' },
  { name: 'search', path: '/search?q=haiti' },
  { name: 'not-found', path: '/operations/nowhere' },
  { name: 'new-operation', path: '/operations/new', signedIn: true },
  { name: 'account', path: '/account', signedIn: true },
  { name: 'administration', path: '/admin', signedIn: true },
];

for (const { name, path, signedIn } of pages) {
  describe(name, () => {
    for (const size of [wide, phone]) {
      test(`${name} is accessible and fits ${size.width} pixels`, async () => {
        const page = await openPage({ baseURL: muster.address, size });
        if (signedIn) await signIn(page);
        await page.goto(path);
        await checkAccessible(page, name);
        assert.ok(await fitsWidth(page), 'something sticks out to the side');
        await takeScreenshot(page, name);
      });
    }

    test(`${name} is accessible in the dark and fits 360 pixels`, async () => {
      const page = await openPage({ baseURL: muster.address, size: smallPhone, colorScheme: 'dark' });
      if (signedIn) await signIn(page);
      await page.goto(path);
      await checkAccessible(page, name);
      assert.ok(await fitsWidth(page), 'something sticks out to the side');
    });

    test(`${name} has a heading in French too`, async () => {
      const page = await openPage({ baseURL: muster.address, locale: 'fr' });
      if (signedIn) await signIn(page);
      await page.goto(path);
      assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
      assert.notEqual((await page.locator('h1').innerText()).trim(), '');
    });
  });
}

test('The first load of the home page is below 200 kB and nothing comes from elsewhere', async () => {
  const page = await openPage({ baseURL: muster.address });
  let bytes = 0;
  const hosts = new Set();
  page.on('response', async (response) => {
    hosts.add(new URL(response.url()).host);
    bytes += (await response.request().sizes()).responseBodySize;
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  assert.deepEqual([...hosts], [new URL(muster.address).host]);
  assert.ok(bytes > 0 && bytes < 200_000, `${bytes} bytes`);
  assert.deepEqual(page.complaints, []);
});

test('The keyboard alone signs in: skip link first, then the form', async () => {
  const page = await openPage({ baseURL: muster.address });
  await page.goto('/account/sign-in');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'email');
  await page.keyboard.type('ada@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a lamp in the harbour');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
});

test('Without script one can sign in and open an operation', async () => {
  const page = await openPage({ baseURL: muster.address, script: false });
  await signIn(page);
  await page.goto('/operations/new');
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
});
