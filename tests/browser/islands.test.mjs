// The bundled browser modules alone, in a page with the strict content security policy.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { checkAccessible, openPage, useBrowser } from './support/browser.mjs';

useBrowser();

const built = new URL('../../src/Muster.Server/wwwroot/built/', import.meta.url);
const square = (code, west) => ({
  type: 'Feature',
  properties: { code, name: `Area ${code}` },
  geometry: { type: 'Polygon', coordinates: [[[west, 18], [west + 1, 18], [west + 1, 19], [west, 19], [west, 18]]] },
});
const areas = (...features) => JSON.stringify({ type: 'FeatureCollection', features });
const labels = JSON.stringify({ map: 'Map', level: 'Level', zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Whole map', noData: 'no data', areas: 'Areas', open: 'Move and zoom', close: 'Drawing', keys: 'Arrow keys go from area to area.' });
const legend = [{ fill: '#aa0000', label: '12', count: '1' }, { fill: null, label: 'no data', count: '1' }];
const answers = {
  '/': ['text/html', `<!doctype html><html lang="en"><title>Map</title><link rel="stylesheet" href="/built/map.css"><main><h1>Map</h1>
    <figure data-island="map" data-levels='[{"label":"One","source":"/one","values":"/values"},{"label":"Two","source":"/two","values":"/no-values"}]' data-labels='${labels}'>
    <table><tr><th>Area</th><th>Value</th></tr><tr><td>A</td><td>12</td></tr></table></figure></main>
    <script type="module" src="/built/page.js"></script><script type="module" src="/built/map.js"></script>`],
  '/upload-page': ['text/html', `<!doctype html><html lang="en"><title>Upload</title><main><h1>Upload</h1>
    <form method="post" action="/upload" enctype="multipart/form-data" data-island="upload" data-limit="1000" data-too-large="Too large." data-sending="Sending:" data-failed="Cut off.">
    <label>File <input type="file" name="file"></label><button>Upload</button><output></output></form></main>
    <script type="module" src="/built/page.js"></script>`],
  '/received': ['text/html', '<!doctype html><html lang="en"><title>Received</title><h1>Received</h1>'],
  '/one': ['application/geo+json', areas(square('A', -73), square('B', -72))],
  '/two': ['application/geo+json', areas(square('C', -73))],
  '/values': ['application/json', JSON.stringify({ legend, areas: { A: { fill: '#aa0000', text: '12 people' } } })],
  '/no-values': ['application/json', JSON.stringify({ legend: [], areas: {} })],
  '/broken': ['text/html', `<!doctype html><html lang="en"><title>Map</title><figure data-island="map" data-levels='[{"label":"One","source":"/nothing","values":"/values"}]' data-labels='${labels}'><p>The drawing</p></figure><script type="module" src="/built/map.js"></script>`],
};

async function chunksOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

let server, baseURL;
before(async () => {
  server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const body = Buffer.concat(await chunksOf(request)).toString();
      if (body.includes('refuse me')) response.writeHead(415, { 'content-type': 'text/html' }).end('<main><h1>Not taken.</h1><p>Give a table.</p><p>Home</p></main>');
      else response.writeHead(303, { location: '/received' }).end();
      return;
    }
    const type = request.url.endsWith('.css') ? 'text/css' : 'text/javascript';
    const [contentType, body] = answers[request.url] ?? (request.url.startsWith('/built/') ? [type, await readFile(new URL(request.url.slice(7), built))] : ['text/plain', '']);
    response.writeHead(200, { 'content-type': contentType, 'content-security-policy': "default-src 'self'" }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  baseURL = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

/** Waits until the map has the colour at a share of its width, half way down. */
const hasColour = (page, share, colour) => page.waitForFunction(([at, wanted]) => {
  const canvas = document.querySelector('.map-canvas canvas');
  const [red, green, blue] = canvas.getContext('2d').getImageData(canvas.width * at, canvas.height / 2, 1, 1).data;
  return new RegExp(`^(${wanted})$`).test(`${red},${green},${blue}`);
}, [share, colour]);

/** Stripes of grey on near white. */
const noData = '(1[89]|2[0-5])\\d,(1[89]|2[0-5])\\d,(1[89]|2[0-5])\\d';
const nothing = '0,0,0';

async function openMap() {
  const page = await openPage({ baseURL });
  await page.goto('/');
  await page.getByRole('button', { name: 'Move and zoom' }).click();
  await page.locator('figure[data-map-ready] canvas').first().waitFor();
  return page;
}

test('The map colours an area with the fill that the server gives, and one without a value as no data', async () => {
  const page = await openMap();
  await hasColour(page, 0.35, '170,0,0');
  await hasColour(page, 0.65, noData);
});

test('Pointing at an area says its name and value in words', async () => {
  const page = await openMap();
  const box = await page.locator('.map-canvas').boundingBox();
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height / 2);
  await page.getByText('Area A: 12 people').waitFor();
  await page.mouse.move(box.x + box.width * 0.65, box.y + box.height / 2);
  await page.getByText('Area B: no data').waitFor();
});

test('Another level can be chosen, and the keyboard zooms the map', async () => {
  const page = await openMap();
  await page.getByLabel('Level').selectOption('Two');
  await hasColour(page, 0.5, noData);
  await hasColour(page, 0.2, nothing);

  await page.locator('.map-canvas').focus();
  await page.keyboard.press('+');

  await hasColour(page, 0.2, noData);
  assert.deepEqual(page.complaints, []);
});

test('Arrow keys go from area to area and say each', async () => {
  const page = await openMap();
  await page.locator('.map-canvas').focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('Area A: 12 people').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Area B: no data').waitFor();
});

test('The map has the legend of the server, and gives way to the drawing again', async () => {
  const page = await openMap();
  assert.deepEqual(await page.locator('.map-entry').allInnerTexts(), ['12 Areas: 1', 'no data Areas: 1']);
  assert.equal(await page.getByRole('table').isVisible(), false);
  await page.getByRole('button', { name: 'Drawing' }).click();
  assert.equal(await page.getByRole('table').isVisible(), true);
});

test('Nothing is fetched for the map before it is asked for, and without its data the drawing stands', async () => {
  const page = await openPage({ baseURL });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/broken');
  const button = page.getByRole('button', { name: 'Move and zoom' });
  await button.waitFor();
  assert.equal(asked.includes('/nothing'), false);
  await button.click();
  await button.waitFor({ state: 'detached' });
  assert.equal(await page.getByText('The drawing').isVisible(), true);
});

test('A page with the map is accessible', async () => {
  const page = await openMap();
  await checkAccessible(page);
});

test('Without script the figure shows its table and nothing is missing', async () => {
  const page = await openPage({ baseURL, script: false });
  await page.goto('/');
  assert.equal(await page.getByRole('cell', { name: '12' }).isVisible(), true);
  assert.equal(await page.locator('.map-island').count(), 0);
});

const choose = (page, text) => page.getByLabel('File').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

test('A file that is too large is told before it is sent', async () => {
  const page = await openPage({ baseURL });
  await page.goto('/upload-page');
  await choose(page, 'x'.repeat(1001));
  await page.getByText('Too large.').waitFor();
  await page.getByRole('button', { name: 'Upload' }).click();
  assert.match(page.url(), /upload-page$/);
});

test('An uploaded file leads to the page that the server names', async () => {
  const page = await openPage({ baseURL });
  await page.goto('/upload-page');
  await choose(page, 'a,b\n1,2\n');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('heading', { name: 'Received' }).waitFor();
});

test('A refused upload says why, and can be tried again', async () => {
  const page = await openPage({ baseURL });
  await page.goto('/upload-page');
  await choose(page, 'refuse me');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Not taken. Give a table.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Upload' }).isEnabled(), true);
});

for (const [file, most] of [['page.js', 15_000], ['map.js', 2_000], ['map-view.js', 95_000], ['map.css', 3_000]]) {
  test(`${file} stays below ${most} bytes compressed`, async () => {
    assert.ok(gzipSync(await readFile(new URL(file, built)), { level: 9 }).length < most);
  });
}
