// A real WordPress for a test file, from Debian's packages: its files in a temporary folder, with MariaDB on a socket
// in that folder and PHP's built-in server. close() removes everything.
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../browser/support.mjs';
import { lineOf } from '../run/child.mjs';
import { freePort } from '../run/free_port.mjs';

const source = process.env.UNDERSIGNED_WORDPRESS ?? '/usr/share/wordpress';
const installDb = '/usr/bin/mariadb-install-db';
const mariadbd = '/usr/sbin/mariadbd';
const php = '/usr/bin/php';

export const author = { name: 'author', password: 'four blue lanterns over the quay' };

// Starts a program in its own process group and waits for `ready` on its standard error.
async function start(command, args, ready, env = {}) {
  const options = { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, ...env } };
  const child = spawn(command, args, options);
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  await lineOf(child.stderr, ready);
  return { child, ended };
}

// Stops the whole group, as PHP's server has workers. Its files are removed too, so it need not shut down cleanly.
async function stop({ child, ended }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

// It makes no requests to the internet and shows PHP's errors.
function configuration(socket) {
  return `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', true );
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
`;
}

export class WordPress {
  static async open() {
    const wordpress = new WordPress();
    wordpress.folder = await mkdtemp(join(tmpdir(), 'undersigned-wordpress-'));
    try {
      await wordpress.#start();
    } catch (error) {
      await wordpress.close();
      throw error;
    }
    return wordpress;
  }

  async #start() {
    await this.#startDatabase();
    execFileSync('cp', ['-rL', source, this.site]);
    await writeFile(join(this.site, 'wp-config.php'), configuration(this.socket));
    this.port = await freePort();
    this.origin = `http://localhost:${this.port}`;
    // Applies a test's changes from the next request on: PHP would use cached code for some seconds.
    const uncached = join(this.folder, 'uncached.txt');
    await writeFile(uncached, `${this.customizations}\n`);
    const args = ['-d', `opcache.blacklist_filename=${uncached}`, '-d', 'sendmail_path=/bin/true', '-S', `127.0.0.1:${this.port}`, '-t', this.site];
    this.web = await start(php, args, /Development Server .* started/, { PHP_CLI_SERVER_WORKERS: '4' });
    await this.#install();
  }

  get site() {
    return join(this.folder, 'site');
  }

  get customizations() {
    return join(this.site, 'wp-content/mu-plugins');
  }

  get socket() {
    return join(this.folder, 'db.sock');
  }

  async #startDatabase() {
    const data = join(this.folder, 'db');
    const common = ['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`];
    execFileSync(installDb, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], { stdio: 'pipe' });
    const first = join(this.folder, 'first.sql');
    await writeFile(first, 'CREATE DATABASE wordpress;\n');
    const args = [...common, `--socket=${this.socket}`, '--skip-networking', `--init-file=${first}`];
    args.push(`--pid-file=${this.socket}.pid`, '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M');
    this.database = await start(mariadbd, args, /ready for connections/);
  }

  // Fills in the installation form of a new WordPress.
  async #install() {
    const body = new URLSearchParams({
      weblog_title: 'The Daily Bugle', user_name: author.name, admin_email: 'author@example.org', blog_public: '0',
      admin_password: author.password, admin_password2: author.password, language: '',
    });
    const response = await fetch(`${this.origin}/wp-admin/install.php?step=2`, { method: 'POST', body });
    const page = await response.text();
    if (!page.includes('WordPress has been installed')) throw new Error(`WordPress was not installed: ${page}`);
  }

  // Adds PHP code for this site only, as an owner might: a name, and PHP without the opening tag. The file is replaced
  // atomically, because open pages make requests meanwhile.
  async customize(name, code) {
    await mkdir(this.customizations, { recursive: true });
    const file = join(this.customizations, `${name}.php`);
    await writeFile(`${file}.new`, `<?php\n${code}\n`);
    await rename(`${file}.new`, file);
  }

  async logIn(page) {
    await page.goto(`${this.origin}/wp-login.php`);
    // WordPress moves the focus there a moment after the page has loaded, even while somebody types.
    await page.waitForFunction(() => document.activeElement?.id === 'user_login');
    await page.getByLabel('Username or Email Address').fill(author.name);
    await page.getByLabel('Password', { exact: true }).fill(author.password);
    await page.getByRole('button', { name: 'Log In' }).click();
    await page.getByRole('heading', { name: 'Dashboard', exact: true }).waitFor();
  }

  async installPlugin(page, zip) {
    await page.goto(`${this.origin}/wp-admin/plugin-install.php?tab=upload`);
    await page.getByLabel('Plugin zip file').setInputFiles(zip);
    await page.getByRole('button', { name: 'Install Now' }).click();
    await page.getByRole('link', { name: 'Activate Plugin' }).click();
    await page.getByText('Plugin activated.').waitFor();
  }

  // Opens the editor with a new post and waits until its scripts have run and the post exists. `page` must be logged
  // in, and the plugin active.
  async openEditor(page) {
    await page.goto(`${this.origin}/wp-admin/post-new.php`);
    const isReady = () => page.evaluate(() => {
      const { apiFetch, blocks, data } = window.wp ?? {};
      const stores = ['core/preferences', 'core/edit-post', 'core/editor'];
      return Boolean(apiFetch && blocks?.getBlockType('undersigned/petition') && stores.every((name) => data?.dispatch(name)) &&
        data.select('core/editor').getCurrentPostId());
    });
    await eventually(isReady, true);
  }

  // Publishes a post and returns its address. `page` must be logged in.
  async publish(page, title, content) {
    await this.openEditor(page);
    return page.evaluate(async (data) => {
      const post = await window.wp.apiFetch({ path: '/wp/v2/posts', method: 'POST', data });
      return post.link;
    }, { title, content, status: 'publish' });
  }

  async close() {
    if (this.web) await stop(this.web);
    if (this.database) await stop(this.database);
    await rm(this.folder, { recursive: true, force: true });
  }
}
