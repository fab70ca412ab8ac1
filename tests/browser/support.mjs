// Starts and stops a real server and a real partner's site for a test file, and a real browser with its first page.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { lineOf } from '../run/child.mjs';
import { exactCount } from '../run/exact_count.mjs';
import { freePort } from '../run/free_port.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const program = process.env.UNDERSIGNED_SERVER ?? join(root, 'build/dev/server/undersigned-server');
const assets = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
export const chromiumPath = process.env.UNDERSIGNED_CHROMIUM ?? '/usr/bin/chromium';
// Chromium without its windows, which take as much processor time again; tests/browser/engines has the whole browser.
const headlessPath = process.env.UNDERSIGNED_CHROMIUM ?? '/usr/bin/chromium-headless-shell';

export const organizer = { name: 'organizer', password: 'nine quiet herons by the lake' };

// Starts a program and waits for an output line that matches `ready`.
async function start(command, args, ready) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  try {
    return { child, found: await lineOf(child.stdout, ready) };
  } catch (error) {
    throw new Error(`${command} ${args[0]}: ${error.message}\n${errors}`);
  }
}

async function stop(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

function runOnce(args, input = '') {
  const { status, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${error ?? stderr}`);
}

export class TestEnvironment {
  // `more` are further options of the server.
  static async open(more = []) {
    const env = new TestEnvironment();
    try {
      await env.#open(more);
    } catch (error) {
      await env.close(); // what is left running would keep the test from ending
      throw error;
    }
    return env;
  }

  async #open(more) {
    this.data = await mkdtemp(join(tmpdir(), 'undersigned-'));
    [this.port, this.partnerPort] = [await freePort(), await freePort()];
    this.server = `http://localhost:${this.port}`;
    this.partner = `http://localhost:${this.partnerPort}`;
    await this.importCampaigns();
    runOnce(['user', 'add', organizer.name, '--role', 'owner', '--data', this.data], `${organizer.password}\n`);
    await this.startServer(more);
    const serve = join(root, 'web/partner/serve.mjs');
    const args = [serve, '--port', `${this.partnerPort}`, '--server', this.server, '--assets', assets];
    this.partnerProcess = (await start(process.execPath, args, /^The partner's site/)).child;
  }

  // Imports the demo's campaigns, with this test's partner site, after `edit` has changed them. Signatures count at
  // once, so that tests need no mail.
  async importCampaigns(edit = () => undefined) {
    const file = JSON.parse(await readFile(join(root, 'web/demo/campaigns.json'), 'utf8'));
    file.partners[0].origins = [this.partner];
    for (const campaign of file.campaigns) campaign.confirmation = 'none';
    edit(file.campaigns, file.partners);
    const path = join(this.data, 'campaigns.json');
    await writeFile(path, JSON.stringify(file));
    await cp(join(root, 'web/demo/pictures'), join(this.data, 'pictures'), { recursive: true });
    runOnce(['import-campaigns', path, '--data', this.data]);
  }

  // From now on, the campaign's signatures count only after the code from the mail was typed.
  async confirmByMail(campaign) {
    await this.importCampaigns((campaigns) => {
      campaigns.find(({ slug }) => slug === campaign).confirmation = 'email';
    });
    const view = `${this.server}/v1/campaigns/${campaign}/view`;
    await eventually(async () => (await (await fetch(view)).text()).includes('email you a code'), true);
  }

  async startServer(more = []) {
    const args = ['serve', '--data', this.data, '--port', `${this.port}`, '--assets', assets, '--log-level', 'error'];
    args.push('--admin-origin', this.partner, '--print-port');
    // Every test signs from one address, and faster than people type.
    args.push('--free-signatures', '1000000', '--sign-ms-min', '0', ...more);
    this.serverProcess = (await start(program, args, /^listening on/)).child;
  }

  async killServer() {
    await stop(this.serverProcess, 'SIGKILL');
  }

  // A page of a new visitor.
  async newPage(options = {}) {
    this.browser ??= launchBrowser();
    const context = await (await this.browser).newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
    return context.newPage();
  }

  // Signs through the API. `form` has at least name and email.
  async sign(campaign, form) {
    const address = `${this.server}/v1/campaigns/${campaign}`;
    const { rules } = await (await fetch(`${address}/form`)).json();
    const body = new URLSearchParams({ ...form, text_version: new URLSearchParams(rules).get('text_version') });
    const { status } = await fetch(`${address}/signatures`, { method: 'POST', body });
    if (status !== 200) throw new Error(`signing ${campaign} answers ${status}`);
  }

  confirmed(campaign) {
    return exactCount(this.server, campaign);
  }

  // The public count, which is up to ten seconds old.
  async publicCount(campaign) {
    const response = await fetch(`${this.server}/v1/campaigns/${campaign}/count`);
    return (await response.json()).confirmed;
  }

  async close() {
    await (await this.browser)?.close();
    if (this.partnerProcess) await stop(this.partnerProcess, 'SIGTERM');
    if (this.serverProcess) await stop(this.serverProcess, 'SIGTERM');
    if (this.data) await rm(this.data, { recursive: true, force: true });
  }
}

export function launchBrowser(more = []) {
  return chromium.launch({
    executablePath: headlessPath,
    args: [
      '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--disable-dev-shm-usage', ...more,
    ],
  });
}

// The widget of a campaign on a page, and its parts.
export function widgetOf(page, campaign) {
  return page.locator(`undersigned-petition[campaign="${campaign}"]`);
}

export async function fillIn(form, { name, email }) {
  await form.getByLabel('Full name', { exact: true }).fill(name);
  await form.getByLabel('Email address').fill(email);
}

export function signButton(form) {
  return form.getByRole('button', { name: 'Sign the petition' });
}

// The number in a count block; 0 before the first signature is counted.
export async function shownCount(place) {
  const number = place.locator('[data-part="count"] .count-number').first();
  if ((await number.count()) === 0) return 0;
  const text = await number.textContent();
  return Number(text.replaceAll(',', ''));
}

// Waits until `read` returns `expected`; after a while throws with the last value.
export async function eventually(read, expected, timeoutMs = 30_000) {
  const deadline = Date.now() + timeoutMs;
  let last;
  do {
    last = await read();
    if (last === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (Date.now() < deadline);
  throw new Error(`expected ${expected}, and it is ${last}`);
}

// For pages that try again: on a machine without a network, browsers say that they are offline.
export function seemOnline(page) {
  return page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true }));
}

// Waits for the newest mail to an address and returns its code.
export function newestCode(env, address) {
  return newestInMail(env, address, /^(\d{6})\r?$/m);
}

// The path of the link that opens /my.
export function newestMyLink(env, address) {
  return newestInMail(env, address, /(\/my\?t=\S+)/);
}

// The path of the link that opens the page that confirms.
export function newestConfirmLink(env, address) {
  return newestInMail(env, address, /(\/confirm\?\S+)/);
}

async function newestInMail(env, address, pattern) {
  const folder = join(env.data, 'mail');
  let found = '';
  await eventually(async () => {
    for (const name of (await readdir(folder).catch(() => [])).filter((each) => each.endsWith('.eml')).sort()) {
      const mail = await readFile(join(folder, name), 'utf8');
      const text = mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
      if (mail.includes(address)) found = pattern.exec(text)?.[1] ?? found;
    }
    return found !== '';
  }, true);
  return found;
}

// The violations that axe-core finds on a page, as "rule: element" lines; empty if none.
export async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(page.frames().length === 1) // without frames the same, in half the time: no second page
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.flat().join(' ')}`));
}

// axe-core finds nothing, and nothing sticks out sideways.
export async function assertClean(page, what) {
  assert.deepEqual(await violations(page), [], what);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0, `${what}: nothing sticks out sideways`);
}
