// The time of a page: it stands still until it is told how far to go. Chance gives 0 unless it is told otherwise.

// Lets everything that is ready run, promises that wait for others included.
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

  // In how many milliseconds each timer is due.
  get waits() {
    return [...this.#timers.values()].map(({ at }) => Math.round(at - this.#now)).sort((a, b) => a - b);
  }

  // No timer runs meanwhile, as in a page that nobody sees.
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
