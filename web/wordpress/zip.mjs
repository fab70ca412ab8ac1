// Packs the WordPress plugin: `node web/wordpress/zip.mjs` makes build/web/undersigned-wordpress.zip.
import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const zipEpoch = '315532800'; // 1980, the first time in zip files: makes the file reproducible

export async function packPlugin(zip) {
  const staging = await mkdtemp(join(tmpdir(), 'undersigned-zip-'));
  try {
    await cp(join(here, 'undersigned'), join(staging, 'undersigned'), { recursive: true });
    await copyFile(join(root, 'LICENSE'), join(staging, 'undersigned/LICENSE'));
    await mkdir(dirname(zip), { recursive: true });
    await rm(zip, { force: true });
    const names = (await readdir(staging, { recursive: true })).sort();
    const files = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
    execFileSync('cmake', ['-E', 'tar', 'cf', zip, '--format=zip', ...files],
      { cwd: staging, env: { ...process.env, SOURCE_DATE_EPOCH: zipEpoch, TZ: 'UTC' } });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await packPlugin(join(root, 'build/web/undersigned-wordpress.zip'));
}
