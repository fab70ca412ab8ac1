// A page as its reader uses it, in any engine: looks for things by role and words, clicks and types with the engine's
// own input, and waits until something is there. What does not come within the time limit fails with its name, the
// engine and the text of the page.
const waitMsMax = 60_000;
const pollMs = 50;

// Runs in the page: scrolls there, and returns whether a click on the middle of its first line reaches the element. It
// looks two frames later, since an engine scrolls to a field that got the focus only with the next frame.
async function bringToMouse(element) {
  const middle = () => {
    const [{ x, y, width, height }] = element.getClientRects();
    return [x + width / 2, y + height / 2];
  };
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const [x, y] = middle();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const [xLater, yLater] = middle();
  return x === xLater && y === yLater && element.contains(element.getRootNode().elementFromPoint(x, y));
}

// What an engine can do with its page. `Handle` is the engine's own reference to an element.
//   goto(url), reload(), evaluate(function, ...args), find(scope, role, name) -> Handle or undefined, click(handle),
//   with(handle, function), type(text), press(key), enter(handle), leave(), screenshot(path), close()
export class Page {
  #engine;
  #driver;
  #scope;

  constructor(engine, driver, scope = '') {
    this.#engine = engine;
    this.#driver = driver;
    this.#scope = scope;
  }

  // The same page, in which only the element of this CSS selector is looked at.
  within(scope) {
    return new Page(this.#engine, this.#driver, scope);
  }

  goto(url) {
    return this.#driver.goto(url);
  }

  reload() {
    return this.#driver.reload();
  }

  // Runs a function in the page that uses nothing from outside; its arguments and its value are JSON.
  evaluate(run, ...args) {
    return this.#driver.evaluate(run, ...args);
  }

  url() {
    return this.evaluate(() => location.href);
  }

  // Waits until `read` returns something true, and returns that. An error is that of a document that is just being
  // replaced; it counts as "not yet".
  async waitFor(what, read) {
    const deadline = Date.now() + waitMsMax;
    for (;;) {
      let problem;
      try {
        const value = await read();
        if (value) return value;
      } catch (error) {
        problem = error;
      }
      if (Date.now() > deadline) throw await this.#timedOut(what, problem);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async #timedOut(what, problem) {
    const shown = await this.evaluate((scope) => {
      const place = scope === '' ? document.body : document.querySelector(scope);
      return `${location.href}\n${(place?.shadowRoot?.querySelector('.undersigned') ?? place)?.innerText}`;
    }, this.#scope).catch((error) => error.message);
    return new Error(`${this.#engine}: waited ${waitMsMax / 1000} s for ${what}. ${problem?.message ?? ''}\n${shown}`);
  }

  // Waits until it is visible.
  see(role, name) {
    return this.waitFor(`the ${role} "${name}"`, () => this.#driver.find(this.#scope, role, name));
  }

  async isThere(role, name) {
    return Boolean(await this.#driver.find(this.#scope, role, name));
  }

  gone(role, name) {
    return this.waitFor(`the ${role} "${name}" to go`, async () => !(await this.isThere(role, name)));
  }

  // Clicks with the mouse, once it stays in its place and nothing covers it.
  async click(role, name) {
    const handle = await this.waitFor(`the ${role} "${name}", still and uncovered`, async () => {
      const found = await this.#driver.find(this.#scope, role, name);
      return found && (await this.#driver.with(found, bringToMouse)) && found;
    });
    await this.#driver.click(handle);
  }

  // Clicks on the field, and types.
  async type(label, text) {
    await this.click('field', label);
    await this.typeText(text);
  }

  typeText(text) {
    return this.#driver.type(text);
  }

  press(key) {
    return this.#driver.press(key);
  }

  // Steps through the page with Tab until the focus is on the element with these words.
  async tabTo(words, stepsMax = 40) {
    const passed = [];
    for (let step = 0; step < stepsMax; step += 1) {
      await this.press('Tab');
      passed.push(await this.focused());
      if (passed.at(-1) === words) return;
    }
    throw new Error(`${this.#engine}: Tab does not lead to "${words}", but to ${passed.join(' | ')}`);
  }

  async value(label) {
    return this.#driver.with(await this.see('field', label), (element) => element.value);
  }

  // The words of what has the focus: the label of a field, otherwise the text.
  async focused() {
    return (await this.#focus()).text;
  }

  #focus() {
    return this.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const text = (element?.labels?.[0]?.firstChild ?? element)?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
      const top = element?.getBoundingClientRect().top ?? -1;
      return { text, inView: top > -1 && top < innerHeight }; // -1 as positions are fractions of pixels
    });
  }

  // The focused element begins with these words, and its beginning can be seen.
  waitForFocus(words) {
    return this.waitFor(`the focus on "${words}", in view`, async () => {
      const { text, inView } = await this.#focus();
      return inView && text.startsWith(words);
    });
  }

  // From now on everything is looked for in the frame with this title, until leave().
  async enterFrame(title) {
    await this.#driver.enter(await this.see('frame', title));
  }

  leaveFrame() {
    return this.#driver.leave();
  }

  screenshot(path) {
    return this.#driver.screenshot(path);
  }

  close() {
    return this.#driver.close();
  }
}
