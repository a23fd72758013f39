// A real Muster for a test file: the Release build on a free port with a fresh data folder.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(root, 'artifacts/bin/Muster.Server/release/Muster.Server');
const run = promisify(execFile);

export const administrator = { email: 'ada@example.org', name: 'Ada', password: 'a lamp in the harbour' };

export class Muster {
  /** Makes a data folder and starts a server on it. */
  static async start({ demonstration = false, environment = {} } = {}) {
    const muster = new Muster();
    muster.data = await mkdtemp(join(tmpdir(), 'muster-browser-'));
    muster.environment = { ...process.env, ...environment };
    muster.demonstration = demonstration;
    await muster.admin('create-account', administrator.email, administrator.name, '--administrator', '--password', administrator.password);
    await muster.startAgain();
    return muster;
  }

  /** Starts the server on the folder as it is, and waits until it says that it is ready. */
  async startAgain() {
    const options = ['--port', '0', '--bind', '127.0.0.1', '--data', this.data, ...(this.demonstration ? [] : ['--no-demo'])];
    this.process = spawn(program, options, { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    this.address = await new Promise((ready, broken) => {
      const listen = (chunk) => {
        this.said += chunk;
        const address = /Muster is ready\S* (https?:\/\/\S+)/.exec(this.said);
        if (address) ready(address[1]);
      };
      this.process.stdout.on('data', listen);
      this.process.stderr.on('data', listen);
      this.process.on('exit', (code) => broken(new Error(`Muster ended with ${code} before it was ready:\n${this.said}`)));
    });
  }

  /** Runs an administrator's command on the same data and gives what it printed. */
  async admin(...words) {
    const { stdout } = await run(program, ['--data', this.data, 'admin', ...words], { env: this.environment });
    return stdout.trim();
  }

  /** Ends the process with a signal and waits until it is gone. */
  async end(signal = 'SIGTERM') {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill(signal);
    await gone;
  }

  async stop() {
    await this.end();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** Makes an operation through the page, by somebody who is signed in. */
export async function makeOperation(page, slug, country, zone) {
  await page.goto('/operations/new');
  for (const [field, value] of Object.entries({ Name: slug, Slug: slug, Countries: country, Zone: zone })) {
    await page.locator(`main [name=${field}]`).fill(value);
  }
  await page.locator('main form button.main').click();
  await page.waitForURL(`**/operations/${slug}`);
}

/** Loads Haiti's places, levels 1 to 3 with boundaries, from the samples, and waits until they are there. */
export async function loadHaiti(muster) {
  const token = await muster.admin('token', administrator.email);
  const ask = async (path, options) => {
    const answer = await fetch(muster.address + path, { ...options, headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const form = new FormData();
  for (const [field, value] of Object.entries({ Name: 'CNIGS 2018-11-29', ValidOn: '2018-11-29', Source: 'CNIGS', Licence: 'CC BY-IGO', Way: 'New', MakeCurrent: 'true' })) form.set(field, value);
  for (const file of ['places/hti_admin_adm1.csv', 'places/hti_admin_adm2.csv', 'places/hti_admin_adm3.csv', ...[0, 1, 2, 3].map((level) => `boundaries/hti_adm${level}.geojson`)]) {
    form.append('files', new Blob([await readFile(join(root, 'samples/haiti-matthew', file))]), file.split('/')[1]);
  }
  const load = await ask('/api/places/HTI/editions', { method: 'POST', body: form });
  for (let answer = load; answer.state !== 'loaded'; answer = await ask(`/api/places/HTI/loads/${load.id}`)) {
    if (answer.state !== 'waiting') throw new Error(`Haiti's places were not loaded: ${answer.message}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

/** Signs in through the page, as a person does. */
export async function signIn(page, { email, password } = administrator) {
  await page.goto('/account/sign-in');
  await page.locator('main [name=email]').fill(email);
  await page.locator('main [name=password]').fill(password);
  await page.locator('main form button').click();
  await page.locator('form[action="/account/sign-out"]').waitFor();
}
