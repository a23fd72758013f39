// The server is killed in the middle of an import, at twenty points, and started again: the same version, byte for byte.
// On SQLite, or on PostgreSQL where MUSTER_TEST_DB names a server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { administrator, Muster } from '../browser/support/muster.mjs';
import { Script, seeded } from './script.mjs';

const points = 20;
const rows = 40_000;
const random = seeded(20161004);
const run = promisify(execFile);
// A lease on a shared database outlives its holder by some seconds, so kills wait for it side by side.
const sideBySide = process.env.MUSTER_TEST_DB ? 5 : 1;

const file = table();
const musters = [];
let undisturbed;

before(async () => {
  undisturbed = await importOnce(await startWithOperation(), () => {});
});
after(() => Promise.all(musters.map((muster) => muster.stop())));

test('An import that is not disturbed becomes a version with every row accounted for', () => {
  const { read, accepted, queued, dropped } = undisturbed.rows;
  assert.equal(read, rows);
  assert.equal(accepted + queued + dropped, read);
  assert.equal(undisturbed.tables.length, 1);
});

test(`An import killed at ${points} random points ends in the same version each time`, { timeout: 600_000 }, async (t) => {
  const moments = Array.from({ length: points }, (_, index) => ((index + random()) / points) * undisturbed.took);
  const waiting = [...moments];
  const outcomes = [];
  // All lanes come to their end before one that failed is told: a lane left running would wait for a server that is gone.
  const lanes = await Promise.allSettled(Array.from({ length: sideBySide }, async () => {
    const place = await startWithOperation();
    for (let moment = waiting.shift(); moment !== undefined; moment = waiting.shift()) {
      outcomes.push(await importOnce(place, (isDone) => killAfter(place.muster, moment, isDone)));
    }
    assert.match(await place.muster.admin('check'), /tables compared, 0 wrong/);
  }));
  for (const lane of lanes) {
    if (lane.status === 'rejected') throw lane.reason;
  }

  const midway = outcomes.filter((outcome) => outcome.isMidway).length;
  t.diagnostic(`${midway} of ${points} kills came before the import was done`);
  assert.equal(outcomes.length, points);
  assert.ok(midway >= points / 2);
  for (const outcome of outcomes) {
    assert.deepEqual(outcome.rows, undisturbed.rows);
    assert.equal(outcome.version, 1);
    assert.deepEqual(outcome.tables, undisturbed.tables);
  }
});

/** Kills the server, as a power cut would, and starts it again. Tells whether the import was still on its way. */
async function killAfter(muster, milliseconds, isDone) {
  await wait(milliseconds);
  const isMidway = !isDone();
  muster.up = false;
  await muster.end('SIGKILL');
  await muster.startAgain();
  muster.up = true;
  return isMidway;
}

async function startWithOperation() {
  const muster = await Muster.start({ environment: await databaseOfItsOwn() });
  muster.up = true;
  musters.push(muster);
  const script = new Script(muster, await muster.admin('token', administrator.email));
  await script.post('/api/operations', { name: 'Crash', slug: 'crash', countries: 'HTI', zone: 'America/Port-au-Prince' });
  return { muster, script, count: 0 };
}

/** Brings the file from upload to version as a patient script would: whatever is cut off is asked for again. */
async function importOnce(place, disturb) {
  const { script, muster } = place;
  const name = `households-${++place.count}.csv`;
  const began = performance.now();
  let done;
  const disturbance = disturb(() => done !== undefined);
  done = await patiently(muster, async () => {
    const { body: imports } = await script.get('/api/operations/crash/imports');
    const mine = (imports.items ?? imports).find((one) => one.fileName === name);
    if (!mine) {
      await script.post('/api/operations/crash/imports', file, { 'content-type': 'text/csv', 'x-file-name': name });
    } else if (mine.state === 'review') {
      await script.post(`${mine.url}/acceptance`, { title: name, sensitivity: 'low', audience: 'public', reason: 'A test of power cuts.' });
    } else if (mine.state === 'accepted') {
      return mine;
    } else {
      assert.ok(['examining', 'storing'].includes(mine.state), `the import is ${mine.state}: ${JSON.stringify(mine.problem)}`);
    }
    await wait(25);
    return undefined;
  });
  const took = performance.now() - began;
  const isMidway = await disturbance;
  return { took, isMidway, ...(await patiently(muster, () => versionOf(place, done))) };
}

/** The rows' fates, the number of the version, and the checksums of every table stored: equal uploads make one and the same file. */
async function versionOf({ muster, script }, { url }) {
  const { body: one } = await script.get(url);
  return { rows: one.rows, version: one.version, tables: await tablesIn(join(muster.data, 'files')) };
}

/** SHA-256 of each Parquet file below a folder. */
async function tablesIn(folder) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath ?? entry.path, entry.name))));
  return contents.filter((bytes) => bytes.subarray(0, 4).toString() === 'PAR1').map((bytes) => createHash('sha256').update(bytes).digest('hex'));
}

/** Repeats a piece of work until it gives something; only a server that is down or going down is forgiven. */
async function patiently(muster, work) {
  for (;;) {
    try {
      const result = await work();
      if (result !== undefined) return result;
    } catch (failure) {
      if (!(failure instanceof TypeError) && muster.up) throw failure;
      await wait(25);
    }
  }
}

/** Households by commune: Haiti's codes, made-up numbers, and a share of faults, so that each stage has work. */
function table() {
  const lines = ['ADM1_PCODE,ADM2_PCODE,date,households,F_TL,M_TL,T_TL,note'];
  for (let row = 0; row < rows; row++) {
    const department = 1 + Math.floor(random() * 9);
    const code = `HT0${department}${1 + Math.floor(random() * 3)}${1 + Math.floor(random() * 4)}`;
    const women = Math.floor(random() * 500);
    const men = Math.floor(random() * 500);
    const total = random() < 0.01 ? women + men + 1 : women + men;
    lines.push(`HT0${department},${code},2016-10-${String(4 + (row % 27)).padStart(2, '0')},${Math.ceil(total / 5)},${women},${men},${total},${random() < 0.02 ? ' a, quoted note ' : 'note'}`.replace(' a, quoted note ', '"a, quoted note"'));
  }
  return Buffer.from(lines.join('\n') + '\n');
}

/** The setting for a database that no other server uses; nothing on SQLite. */
async function databaseOfItsOwn() {
  if (!process.env.MUSTER_TEST_DB) return { MUSTER_DB: '' };
  const server = Object.fromEntries(process.env.MUSTER_TEST_DB.split(';').map((part) => part.split('=')));
  const name = `muster_crash_${process.pid}_${musters.length}_${Math.floor(Math.random() * 1e9)}`;
  await run('createdb', ['-h', server.Host, '-p', server.Port, '-U', server.Username, name]);
  return { MUSTER_DB: process.env.MUSTER_TEST_DB.replace(/Database=[^;]*/, `Database=${name}`) };
}
