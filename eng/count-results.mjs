// Reads the result file of one test run and prints "passed failed skipped"; the names of failed tests, and what went wrong outside of tests (it counts as failed), go to stderr.
//   node eng/count-results.mjs FILE.xml   (xUnit's own report, from the .NET test programs)
//   node eng/count-results.mjs FILE.tap   (node --test)
import { readFileSync } from 'node:fs';

const file = process.argv[2];
const text = readFileSync(file, 'utf8');

function fromXunit() {
  const assembly = /<assembly [^>]*>/.exec(text)[0];
  const total = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(assembly)[1]);
  for (const [, error] of text.matchAll(/<error [\s\S]*?<message><!\[CDATA\[([\s\S]*?)\]\]>/g)) console.error(`Outside of a test: ${error}`);
  for (const [, name] of text.matchAll(/<test [^>]*?name="([^"]*)" result="Fail"/g)) console.error(`  failed: ${name}`);
  return [total('passed'), total('failed') + total('errors'), total('skipped')];
}

function fromTap() {
  const total = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)[1]);
  for (const [, name] of text.matchAll(/^ *not ok \d+ - (.*)$/gm)) console.error(`  failed: ${name}`);
  return [total('pass'), total('fail') + total('cancelled'), total('skipped') + total('todo')];
}

console.log((file.endsWith('.tap') ? fromTap() : fromXunit()).join(' '));
