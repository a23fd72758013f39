// Bundles each island into ../wwwroot/built. `npm ci` must have run; the server's build calls this when an input is newer.
import { build } from 'esbuild';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../wwwroot/built/', import.meta.url));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: ['htmx.js', 'map.js'],
  outdir: out,
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
