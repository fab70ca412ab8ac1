// The figures from the server: polled while the page is visible, checked, and passed to the module as messages.
//
// The browser parses the JSON. A value of the wrong type becomes 0, "" or an empty list here. The module checks the
// values themselves (widget/dashboard/model/decode.h describes the messages).

import { MessageKind as Kind, Received } from '../generated/constants';
import type { Out, Wasm } from './wasm';

const pollSeconds = 5;
const pageRows = 5000;
const newestRows = 500;
const hourMs = 3_600_000;

type Json = Record<string, unknown>;
const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? value as Json : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

// Waits until the page is visible.
function untilVisible(): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', () => resolve(untilVisible()), { once: true });
  });
}

// A message: numbers as doubles, texts with their length in front, little-endian.
class Message {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #used = 0;
  readonly #encoder = new TextEncoder();

  number(value: unknown): this {
    this.#room(8);
    this.#view.setFloat64(this.#used, typeof value === 'number' ? value : 0, true);
    this.#used += 8;
    return this;
  }

  text(value: unknown): this {
    const text = typeof value === 'string' ? value : '';
    this.#room(4 + text.length * 3);
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(this.#used + 4));
    this.#view.setUint32(this.#used, written, true);
    this.#used += 4 + written;
    return this;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#used);
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#used + bytes) * 2);
    larger.set(this.bytes());
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

export class Feed {
  readonly #api: string;
  readonly #wasm: Wasm;
  readonly #wake: () => void;
  #slug = '';
  #unit = 'hour';
  #campaigns: Json[] = [];
  #counts = ''; // of the chosen campaign, as received last
  #loading = new AbortController();
  #paging = false;
  #failed: boolean | undefined;
  #incomplete = false; // a part of the chosen campaign could not be fetched
  #seen = ''; // the last list of campaigns
  #hour = -1; // the hour of that list
  #timer = 0;

  constructor(api: string, wasm: Wasm, wake: () => void) {
    this.#api = api;
    this.#wasm = wasm;
    this.#wake = wake;
    document.addEventListener('visibilitychange', () => void this.#poll());
    this.#sendTimeZone();
    void this.#poll();
  }

  // Call after each frame: fetches what a new choice needs.
  follow({ slug, unit }: Out): void {
    if (slug !== this.#slug) {
      this.#slug = slug;
      this.#unit = unit;
      this.#loading.abort();
      this.#loading = new AbortController();
      this.#paging = false;
      this.#incomplete = false;
      this.#counts = this.#countsNow();
      if (slug !== '') this.#load(() => Promise.all([this.#momentum(), this.#sources(), this.#allSignatures()]));
    } else if (unit !== this.#unit) {
      this.#unit = unit;
      this.#load(() => this.#momentum());
    }
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    try {
      await this.#fetchCampaigns();
      this.#setFailed(false);
    } catch {
      this.#setFailed(true);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#poll(), pollSeconds * 1000);
  }

  // A part that fails is requested again with the next poll.
  #load(parts: () => Promise<unknown>): void {
    parts().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#incomplete = true;
      this.#setFailed(true);
    });
  }

  #setFailed(failed: boolean): void {
    if (failed === this.#failed) return;
    this.#failed = failed;
    this.#wasm.exports.setConnection(failed ? 1 : 0, pollSeconds);
    this.#wake();
  }

  async #get(path: string, signal?: AbortSignal): Promise<Json> {
    const response = await fetch(this.#api + path, {
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
      ...(signal && { signal }),
    });
    if (response.status === 401) {
      location.href = '/admin/login';
      return new Promise(() => undefined); // the page is being unloaded
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    return record(await response.json());
  }

  #send(kind: Kind, message: Message): number {
    const answer = this.#wasm.exports.receive(kind, this.#wasm.write(message.bytes()));
    this.#wake();
    if ((answer & Received.WellFormed) === 0) throw new Error('malformed answer');
    return answer;
  }

  async #fetchCampaigns(): Promise<void> {
    const reply = await this.#get('/campaigns');
    this.#campaigns = list(reply['campaigns']).map(record);
    // The same figures need no new frame, unless a new hour has begun: then the chart moves on.
    const now = typeof reply['now'] === 'number' ? reply['now'] : 0;
    const hour = Math.floor(now / hourMs);
    const seen = JSON.stringify(this.#campaigns);
    if (seen === this.#seen && hour === this.#hour && !this.#incomplete) return;
    const newHour = hour !== this.#hour;
    this.#seen = seen;
    this.#hour = hour;
    this.#sendCampaigns(now);

    const counts = this.#countsNow();
    const again = this.#incomplete;
    if (counts === '' || (counts === this.#counts && !newHour && !again)) return;
    this.#counts = counts;
    this.#incomplete = false;
    const signatures = (): Promise<void> =>
      this.#paging ? Promise.resolve() : again ? this.#allSignatures() : this.#newSignatures();
    this.#load(() => Promise.all([this.#momentum(), this.#sources(), signatures()]));
  }

  #sendCampaigns(now: number): void {
    const message = new Message().number(now).number(this.#campaigns.length);
    for (const campaign of this.#campaigns) {
      for (const key of ['slug', 'title', 'kind', 'status']) message.text(campaign[key]);
      for (const key of ['confirmed', 'pending', 'withdrawn', 'quarantined', 'offline', 'goal', 'today', 'last_hour']) {
        message.number(campaign[key]);
      }
    }
    this.#send(Kind.Campaigns, message);
  }

  // The counts of the chosen campaign; empty if it is not listed.
  #countsNow(): string {
    const chosen = this.#campaigns.find((campaign) => campaign['slug'] === this.#slug);
    const counted = ['confirmed', 'pending', 'withdrawn', 'quarantined'];
    return chosen === undefined ? '' : counted.map((count) => chosen[count]).join();
  }

  async #momentum(): Promise<void> {
    const slug = this.#slug;
    const reply = await this.#get(`/campaigns/${encodeURIComponent(slug)}/momentum?unit=${this.#unit}`,
                                  this.#loading.signal);
    const counts = list(reply['confirmed']);
    const message = new Message().text(slug).text(reply['unit']).number(reply['from']).number(reply['step']);
    message.number(counts.length);
    for (const count of counts) message.number(count);
    this.#send(Kind.Momentum, message);
  }

  async #sources(): Promise<void> {
    const slug = this.#slug;
    const reply = await this.#get(`/campaigns/${encodeURIComponent(slug)}/sources`, this.#loading.signal);
    const sources = list(reply['sources']).map(record);
    const message = new Message().text(slug).number(sources.length);
    for (const source of sources) message.text(source['partner']).text(source['name']).number(source['count']);
    this.#send(Kind.Sources, message);
  }

  // Fetches one page of signatures, newest first. Returns the cursor of the next page and the module's answer.
  async #page(before: string, rows: number): Promise<[next: string, answer: number]> {
    const slug = this.#slug;
    const query = new URLSearchParams({ limit: String(rows) });
    if (before !== '') query.set('before', before);
    const reply = await this.#get(`/campaigns/${encodeURIComponent(slug)}/signatures?${query.toString()}`,
                                  this.#loading.signal);
    const signatures = list(reply['rows']).map(list);
    const message = new Message().text(slug).number(signatures.length);
    for (const row of signatures) {
      message.text(row[0]).number(row[1]);
      for (let column = 2; column < 10; ++column) message.text(row[column]);
    }
    const next = reply['next'];
    return [typeof next === 'string' ? next : '', this.#send(Kind.Signatures, message)];
  }

  async #allSignatures(): Promise<void> {
    const { signal } = this.#loading;
    this.#paging = true;
    try {
      let next = '';
      let answer = 0;
      do {
        await untilVisible();
        [next, answer] = await this.#page(next, pageRows);
      } while (next !== '' && (answer & Received.Full) === 0 && !signal.aborted);
      if (!signal.aborted) this.#wasm.exports.setComplete();
      this.#wake();
    } finally {
      if (!signal.aborted) this.#paging = false;
    }
  }

  async #newSignatures(): Promise<void> {
    let next = '';
    let answer = 0;
    do {
      [next, answer] = await this.#page(next, newestRows);
    } while (next !== '' && (answer & (Received.SomeKnown | Received.Full)) === 0);
  }

  // Sends the offsets of the reader's time zone. The browser cannot list their changes; a binary search finds each.
  #sendTimeZone(): void {
    const day = 86_400_000;
    const offset = (ms: number): number => -new Date(ms).getTimezoneOffset();
    const end = Date.now() + 400 * day;
    let ms = Date.UTC(2010, 0, 1);
    const changes: [number, number][] = [[ms, offset(ms)]];
    for (; ms < end; ms += day) {
      if (offset(ms) === offset(ms + day)) continue;
      let before = ms;
      let after = ms + day;
      while (after - before > 60_000) {
        const middle = (before + after) / 2;
        if (offset(middle) === offset(ms)) before = middle;
        else after = middle;
      }
      changes.push([Math.floor(after / 60_000) * 60_000, offset(ms + day)]);
    }
    const message = new Message().number(changes.length);
    for (const [from, minutes] of changes) message.number(from).number(minutes);
    this.#send(Kind.TimeZone, message);
  }
}
