// Bundles each module of this folder, and those beside a feature's pages, into ../wwwroot/built under its own name.
// `npm ci` must have run; the server's build calls this when an input is newer.
import { build } from 'esbuild';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../wwwroot/built/', import.meta.url));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const modules = (await readdir(here)).filter((file) => file.endsWith('.js'));
const features = join(here, '../Features');
const besidePages = (await readdir(features, { recursive: true })).filter((file) => file.endsWith('.js')).map((file) => join(features, file));

const result = await build({
  absWorkingDir: here,
  entryPoints: [...modules, ...besidePages],
  entryNames: '[name]',
  outdir: out,
  nodePaths: [join(here, 'node_modules')],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // Notices of bundled packages stand in THIRD-PARTY-NOTICES.md.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// The packages whose code is in a bundle: THIRD-PARTY-NOTICES.md is made from this list.
const packages = Object.values(result.metafile.outputs)
  .flatMap((output) => Object.entries(output.inputs))
  .filter(([, input]) => input.bytesInOutput > 0)
  .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter(Boolean);
await writeFile(`${out}bundled-packages.json`, JSON.stringify([...new Set(packages)].sort(), null, 2));
