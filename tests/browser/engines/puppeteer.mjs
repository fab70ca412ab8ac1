// Chromium and Firefox, driven by Puppeteer: over the DevTools protocol and over WebDriver BiDi.
import { writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';
import { locate } from './locate.mjs';

class PuppeteerPage {
  #context;
  #page;
  #place; // the page, or the frame that was entered

  constructor(context, page) {
    this.#context = context;
    this.#page = page;
    this.#place = page;
  }

  async goto(url) {
    await this.#page.goto(url);
  }

  async reload() {
    await this.#page.reload();
  }

  evaluate(run, ...args) {
    return this.#place.evaluate(run, ...args);
  }

  async find(...where) {
    const handle = await this.#place.evaluateHandle(locate, ...where);
    return handle.asElement() ?? undefined;
  }

  async click(handle) {
    await handle.click();
  }

  with(handle, run) {
    return handle.evaluate(run);
  }

  async type(text) {
    await this.#page.keyboard.type(text);
  }

  async press(key) {
    await this.#page.keyboard.press(key);
  }

  async enter(handle) {
    this.#place = await handle.contentFrame();
  }

  async leave() {
    this.#place = this.#page;
  }

  async screenshot(path) {
    await writeFile(path, await this.#page.screenshot());
  }

  async close() {
    await this.#context.close();
  }
}

// `options` are Puppeteer's; downloads go to the folder.
export async function startPuppeteer(options, downloads) {
  const browser = await puppeteer.launch({ ...options, headless: true, timeout: 120_000, protocolTimeout: 120_000 });
  return {
    version: (await browser.version()).replace(/.*\//, ''),
    async newPage() {
      const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'allow', downloadPath: downloads } });
      const page = await context.newPage();
      await page.setViewport({ width: 1024, height: 768 });
      return new PuppeteerPage(context, page);
    },
    close: () => browser.close(),
  };
}
