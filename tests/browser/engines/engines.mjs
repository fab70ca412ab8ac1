// The engines in which people open a petition, how each is started, and journeys that run in all of them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromiumPath } from '../support.mjs';
import { Page } from './page.mjs';
import { startPuppeteer } from './puppeteer.mjs';
import { startWebKit } from './webdriver.mjs';

const firefoxPath = process.env.UNDERSIGNED_FIREFOX ?? '/usr/bin/firefox-esr';
const pictures = process.env.UNDERSIGNED_PICTURES; // a folder for a screenshot of every state; none unless set

// `home` is an empty folder for profiles, `downloads` that for downloads. If `storage` is false, the reader has blocked
// cookies and storage.
const engines = {
  async Chromium({ home, downloads, env, storage }) {
    const userDataDir = join(home, 'chromium');
    const preferences = storage ? {} : { profile: { default_content_setting_values: { cookies: 2 } } };
    await mkdir(join(userDataDir, 'Default'), { recursive: true });
    await writeFile(join(userDataDir, 'Default/Preferences'), JSON.stringify(preferences));
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage'];
    return startPuppeteer({ browser: 'chrome', executablePath: chromiumPath, userDataDir, args, env }, downloads);
  },

  Firefox({ downloads, env, storage }) {
    const extraPrefsFirefox = {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      ...(!storage && { 'network.cookie.cookieBehavior': 2 }),
    };
    return startPuppeteer({ browser: 'firefox', executablePath: firefoxPath, extraPrefsFirefox, env }, downloads);
  },

  async WebKit({ home, downloads, env, storage }) {
    await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`); // where GTK looks for it
    const settings = storage ? [] : ['--features=!LocalStorage,!Cookie'];
    return startWebKit(settings, home, env);
  },
};

// One engine on its way through the states of a journey.
class Journey {
  #test;
  #browser;
  #page;

  constructor(t, engine, browser, downloads) {
    this.#test = t;
    this.#browser = browser;
    this.engine = engine;
    this.downloads = downloads;
  }

  // A page of a new visitor; the one before is closed.
  async newPage() {
    await this.#page?.close();
    this.#page = new Page(this.engine, await this.#browser.newPage());
    return this.#page;
  }

  // A state to be reached, as a subtest. If it is not, the journey ends.
  async state(name, reach) {
    let reached = false;
    await this.#test.test(name, async () => {
      try {
        await reach();
        reached = true;
      } finally {
        if (pictures) await this.#page.screenshot(join(pictures, `${this.engine} ${name.replace(':', '')}.png`));
      }
    });
    record(name, `${this.engine} ${this.#browser.version}`, reached ? 'reached' : 'FAILED');
    if (!reached) throw new Error(`the journey ended at "${name}"`);
  }
}

const table = {}; // state -> engine -> result

function record(state, engine, result) {
  table[state] = { ...table[state], [engine]: result };
}

after(() => console.table(table));

// A test for each engine: body(journey).
export function inEveryEngine(title, body, { storage = true } = {}) {
  for (const [engine, start] of Object.entries(engines)) {
    test(`${title} (${engine})`, async (t) => {
      const home = await mkdtemp(join(tmpdir(), 'undersigned-engine-'));
      const downloads = join(home, 'downloads');
      await mkdir(downloads);
      let browser;
      try {
        // English, whatever the language of the machine.
        browser = await start({ home, downloads, env: { ...process.env, LANGUAGE: 'en_US', LC_ALL: 'C.UTF-8' }, storage });
        await body(new Journey(t, engine, browser, downloads));
      } finally {
        await browser?.close();
        await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    });
  }
}
