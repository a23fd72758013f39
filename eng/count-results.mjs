// Reads the result file of one test run and prints "passed failed skipped".
//   node eng/count-results.mjs FILE.ctrf.json   (the .NET test programs)
//   node eng/count-results.mjs FILE.tap         (node --test)
import { readFileSync } from 'node:fs';

const file = process.argv[2];
const text = readFileSync(file, 'utf8');

function fromCtrf() {
  const { summary } = JSON.parse(text).results;
  return [summary.passed, summary.failed + (summary.other ?? 0), summary.skipped + (summary.pending ?? 0)];
}

function fromTap() {
  const total = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)[1]);
  return [total('pass'), total('fail') + total('cancelled'), total('skipped') + total('todo')];
}

console.log((file.endsWith('.tap') ? fromTap() : fromCtrf()).join(' '));
