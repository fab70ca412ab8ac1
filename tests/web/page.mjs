// A page in jsdom that runs modules of web/, with a clock that the test controls and a server with the test's answers.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { Clock } from './clock.mjs';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const esbuild = createRequire(join(web, 'package.json'))('esbuild');
export const server = 'https://sign.example';

const bundles = new Map();

// Bundles the modules together with what they share. The page answers their later imports and sets their address.
async function bundle(modules, address) {
  const key = [address, ...modules].join();
  if (!bundles.has(key)) {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: modules.map((path) => `export * from './${path}';`).join('\n'), resolveDir: web, loader: 'ts' },
      bundle: true, write: false, format: 'iife', globalName: 'tested', loader: { '.css': 'text' }, target: 'es2022',
      define: {
        'import.meta.url': JSON.stringify(address),
        __COUNTRY_NAMES_INTEGRITY__: '"country-names"', __DIRECTORY_PART_INTEGRITY__: '"directory-part"',
        __FORM_CORE_INTEGRITY__: '"form-core"', __FORM_PART_INTEGRITY__: '"form-part"',
        __SOLVER_MODULE_INTEGRITY__: '"solver-module"', __SOLVER_INTEGRITY__: '"solver"',
      },
    });
    bundles.set(key, outputFiles[0].text.replaceAll('import(', 'importPart('));
  }
  return bundles.get(key);
}

// Adds what jsdom lacks.
function addMissing(window) {
  window.CSS = { escape: (text) => text.replace(/[^\w-]/g, '\\$&') };
  window.TextEncoder = TextEncoder;
  window.TextDecoder = TextDecoder;
  window.CSSStyleSheet = class {
    replaceSync(text) {
      this.text = text;
    }
  };
  window.IntersectionObserver = class {
    static all = [];
    constructor(tell) {
      this.tell = tell;
      window.IntersectionObserver.all.push(this);
    }
    observe() {}
    disconnect() {
      this.isOff = true;
    }
  };
  window.ResizeObserver = class {
    constructor(tell) {
      window.resized = tell;
    }
    observe() {}
  };
  window.Element.prototype.scrollIntoView = function () {
    window.scrolledTo = this;
  };
  // jsdom's own version would be one of the page's timers.
  window.AbortSignal.timeout = (ms) => Object.assign(new window.AbortController().signal, { ms });
  window.HTMLFormElement.prototype.submit = function () {
    window.submitted = this;
  };
}

export class Page {
  requests = []; // {path, method, body, options}, oldest first
  parts = []; // the imported addresses
  errors = []; // uncaught errors
  events = []; // {name, detail} of the widget's events
  answers = () => ({}); // the server: (request) => {status, body, headers}; 'offline' means no answer
  part = () => ({}); // the result of importing an address

  constructor(html, url) {
    this.dom = new JSDOM(html, { url, runScripts: 'outside-only', pretendToBeVisual: true });
    this.window = this.dom.window;
    this.document = this.window.document;
    addMissing(this.window);
    this.window.addEventListener('error', ({ message }) => this.errors.push(message));
    this.clock = new Clock(this.window);
    this.window.fetch = (address, options) => this.#fetch(address, options);
    this.window.importPart = async (address) => {
      this.parts.push(address);
      return this.part(address);
    };
    for (const name of ['ready', 'invalid', 'pending', 'signed', 'shared', 'error']) {
      this.document.addEventListener(`undersigned:${name}`, ({ detail }) => this.events.push({ name, ...detail }));
    }
  }

  async #fetch(address, options = {}) {
    const request = {
      path: address.replace(server, ''), method: options.method ?? 'GET', options,
      body: options.body && Object.fromEntries(new URLSearchParams(options.body.toString())),
    };
    this.requests.push(request);
    const answer = await this.answers(request);
    if (answer === 'offline') throw new this.window.TypeError('Failed to fetch');
    const { status = 200, body = {}, headers = {} } = answer;
    return {
      status, ok: status < 400,
      headers: { get: (name) => headers[name] ?? null },
      json: async () => this.window.JSON.parse(typeof body === 'string' ? body : JSON.stringify(body)),
      arrayBuffer: async () => new ArrayBuffer(8),
    };
  }

  // Runs the modules and returns their exports.
  async run(modules, address = `${server}/v/1/undersigned.js`) {
    this.window.eval(await bundle([modules].flat(), address));
    return this.window.eval('tested');
  }

  // A link to another fragment of the page is followed.
  follow(fragment) {
    this.window.history.pushState(null, '', fragment);
    this.window.dispatchEvent(new this.window.HashChangeEvent('hashchange', { newURL: this.window.location.href }));
  }

  find(selector) {
    return this.document.querySelector(selector);
  }

  setHidden(isHidden) {
    for (const [name, value] of [['hidden', isHidden], ['visibilityState', isHidden ? 'hidden' : 'visible']]) {
      Object.defineProperty(this.document, name, { configurable: true, value });
    }
    this.document.dispatchEvent(new this.window.Event('visibilitychange'));
  }
}

let last;
afterEach(() => assert.deepEqual(last?.errors ?? [], []));

// Only one at a time.
export function openPage(html = '', url = 'https://site.example/page') {
  last?.window.close();
  last = new Page(`<!doctype html>${html}`, url);
  return last;
}

// A copy of an object of the page, for deepEqual(): the original has the page's own classes.
export const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
