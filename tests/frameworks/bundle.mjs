// Bundles an app of apps/ for the browser, with the same esbuild as the widget.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'svelte/compiler';

const esbuild = createRequire(new URL('../../web/package.json', import.meta.url))('esbuild');
const here = fileURLToPath(new URL('.', import.meta.url));

const svelte = {
  name: 'svelte',
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, 'utf8'), { filename: basename(path), generate: 'client', runes: true });
      return { contents: js.code, loader: 'js' };
    });
  },
};

// Uses the React in react18/ for the same app.
const react18 = {
  name: 'react18',
  setup(build) {
    build.onResolve({ filter: /^react(-dom)?(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData ? undefined : build.resolve(path, { kind, resolveDir: join(here, 'react18'), pluginData: true }));
  },
};

export async function bundle(app) {
  const file = app === 'react18' ? 'react' : app;
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, 'apps', `${file}.mjs`)], bundle: true, write: false, format: 'esm', target: 'chrome109',
    conditions: ['browser'], define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
    plugins: app === 'react18' ? [react18] : [svelte], logLevel: 'error',
  });
  return outputFiles[0].text;
}
