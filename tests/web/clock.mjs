// A page's time: it stands still until advanced. Random numbers are 0 unless set.

// Runs everything that is ready, including promises that wait for others.
export async function settle() {
  for (let i = 0; i < 5; ++i) await new Promise((resolve) => setImmediate(resolve));
}

export class Clock {
  chance = 0;
  #now = 0;
  #next = 1;
  #timers = new Map();
  #start;

  constructor(window, start = Date.UTC(2026, 0, 1)) {
    this.#start = start;
    window.setTimeout = (run, ms = 0) => this.#add(run, ms);
    window.setInterval = (run, ms) => this.#add(run, ms, ms);
    window.clearTimeout = (id) => void this.#timers.delete(id);
    window.clearInterval = window.clearTimeout;
    window.requestAnimationFrame = (run) => this.#add(() => run(this.#now), 16);
    window.cancelAnimationFrame = window.clearTimeout;
    Object.defineProperty(window.performance, 'now', { value: () => this.#now });
    window.Date.now = () => this.#start + this.#now;
    window.Math.random = () => this.chance;
  }

  #add(run, ms, every) {
    const id = this.#next++;
    this.#timers.set(id, { run, at: this.#now + ms, every });
    return id;
  }

  // The milliseconds until each timer is due.
  get waits() {
    return [...this.#timers.values()].map(({ at }) => Math.round(at - this.#now)).sort((a, b) => a - b);
  }

  // Time passes without timers running, as in a page that is not visible.
  sleep(ms) {
    this.#now += ms;
  }

  async advance(ms) {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [id, timer] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!timer || timer.at > end) break;
      this.#now = Math.max(this.#now, timer.at);
      if (timer.every === undefined) this.#timers.delete(id);
      else timer.at += timer.every;
      timer.run();
      await settle();
    }
    this.#now = end;
  }
}
