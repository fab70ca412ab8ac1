// WebKitGTK's MiniBrowser, driven by WebKitWebDriver, with a small client of the W3C's protocol
// (https://www.w3.org/TR/webdriver2/), as Puppeteer does not drive WebKit. The window is on a screen in memory.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { lineOf } from '../../run/child.mjs';
import { freePort } from '../../run/free_port.mjs';
import { eventually } from '../support.mjs';
import { locate } from './locate.mjs';

const driverPath = process.env.UNDERSIGNED_WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const answerMsMax = 120_000;
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'; // the protocol's name for a reference to an element
const keys = { ArrowUp: '\uE013', Backspace: '\uE003', Enter: '\uE007', Tab: '\uE004' };

// The program ends with this process, however that ends.
function start(program, args, env = process.env) {
  return spawn('setpriv', ['--pdeathsig', 'TERM', '--', program, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}

async function send(method, url, body) {
  const said = (what) => new Error(`WebKit: ${method} ${url}: ${what}`);
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(answerMsMax),
  }).catch((error) => {
    throw said(error.cause?.message ?? error.message);
  });
  const { value } = await response.json();
  if (!response.ok) throw said(`${value.error}: ${value.message}`);
  return value;
}

class WebDriverPage {
  #session; // its address

  constructor(session) {
    this.#session = session;
  }

  #post(command, body) {
    return send('POST', `${this.#session}/${command}`, body);
  }

  async goto(url) {
    await this.#post('url', { url });
  }

  async reload() {
    await this.#post('refresh', {});
  }

  evaluate(run, ...args) {
    return this.#post('execute/sync', { script: `return (${run})(...arguments)`, args });
  }

  async find(...where) {
    return (await this.evaluate(locate, ...where))?.[elementKey];
  }

  // The driver (2.50) takes every text field in a shadow root for covered, and clicks on it only by its coordinates.
  async click(element) {
    if (!(await this.with(element, (each) => each.getRootNode() instanceof ShadowRoot))) {
      await this.#post(`element/${element}/click`, {});
      return;
    }
    const move = { type: 'pointerMove', x: 0, y: 0, origin: { [elementKey]: element } };
    const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.#post('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  with(element, run) {
    return this.evaluate(run, { [elementKey]: element });
  }

  async #press(characters) {
    const actions = characters.flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
    await this.#post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async type(text) {
    await this.#press([...text]);
  }

  async press(key) {
    await this.#press([keys[key] ?? key]);
  }

  async enter(element) {
    await this.#post('frame', { id: { [elementKey]: element } });
  }

  async leave() {
    await this.#post('frame', { id: null });
  }

  async screenshot(path) {
    await writeFile(path, await send('GET', `${this.#session}/screenshot`), 'base64');
  }

  async close() {
    await send('DELETE', this.#session);
  }
}

// `settings` are further arguments of MiniBrowser, `home` is an empty folder. MiniBrowser uses nothing of the desktop
// that the tests may be started from: neither its settings, nor its screen, nor its message bus.
export async function startWebKit(settings, home, env) {
  const screen = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
  const programs = [screen];
  let page;
  const close = async () => {
    await page?.close().catch((error) => console.error(error.message)); // what is still open ends with the screen
    for (const program of programs.reverse()) await stop(program);
  };
  try {
    const [, display] = await lineOf(screen.stdout, /^(\d+)$/);
    const port = await freePort();
    const driver = start(driverPath, [`--port=${port}`], {
      ...env,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_RUNTIME_DIR: home,
    });
    programs.push(driver);
    const address = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      if (driver.exitCode !== null) throw new Error(`${driverPath} ended with ${driver.exitCode}`);
      return send('GET', `${address}/status`).then(() => true, () => false);
    }, true);
    const browserOptions = { args: ['--automation', ...settings] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } };
    return {
      version: '',
      async newPage() {
        const { sessionId, capabilities: given } = await send('POST', `${address}/session`, { capabilities });
        this.version = given.browserVersion;
        page = new WebDriverPage(`${address}/session/${sessionId}`);
        return page;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
