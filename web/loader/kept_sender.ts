// Sends a kept signature: at once, when the connection is back, and from time to time while the page is visible. Only
// one sender per page and signature, however many widgets show it, and only one tab at a time if the browser has locks.
// Without locks, the idempotency key makes two sends one signature.
import { Refusal, type Reply } from './api';
import { type KeptSignature, isStillKept, removeKept } from './kept';
import { isTemporarilyUnavailable, jittered, retryAfterSeconds, sendSignature } from './sending';

export interface KeptListener {
  readonly root: Element; // while it is not in the document, its listener is not called
  sending(isSending: boolean): void;
  // `isFirst` is true for only one listener, so that the site's event is emitted once.
  arrived(reply: Reply, isFirst: boolean): void;
  refused(refusal: Refusal): void;
  gone(): void; // deleted, expired, or sent by another tab
}

const firstWaitMs = 5_000;
const longestWaitMs = 300_000;

export class KeptSender {
  readonly signature: KeptSignature;
  readonly #listeners = new Set<KeptListener>();
  readonly #end = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #sending = false;

  constructor(signature: KeptSignature) {
    this.signature = signature;
    const { signal } = this.#end;
    // A random delay, so that all who lost the connection together do not send at the same time.
    addEventListener('online', () => this.#schedule(Math.random() * firstWaitMs), { signal });
    addEventListener('storage', () => this.#checkGone(), { signal });
    document.addEventListener('visibilitychange', () => this.#timer ?? this.#schedule(0), { signal });
  }

  listen(listener: KeptListener): void {
    this.#listeners.add(listener);
    listener.sending(this.#sending);
  }

  async send(): Promise<void> {
    if (this.#sending || this.#checkGone()) return;
    this.#setSending(true);
    try {
      if (navigator.locks) await navigator.locks.request('undersigned.kept', () => this.#sendOnce());
      else await this.#sendOnce();
    } catch (error) {
      if (error instanceof Refusal && !isTemporarilyUnavailable(error)) {
        this.#finish((listener) => listener.refused(error));
      } else {
        const ownWaitMs = Math.min(firstWaitMs * 2 ** this.#failures++, longestWaitMs);
        this.#schedule(Math.max(ownWaitMs, (retryAfterSeconds(error) ?? 0) * 1000));
      }
    } finally {
      this.#setSending(false);
    }
  }

  delete(): void {
    this.#finish((listener) => listener.gone());
  }

  async #sendOnce(): Promise<void> {
    if (this.#checkGone()) return;
    const isWanted = (): boolean => !this.#end.signal.aborted;
    const reply = await sendSignature(this.signature.campaign, new URLSearchParams(this.signature.body), { isWanted });
    let isFirst = true;
    this.#finish((listener) => {
      listener.arrived(reply, isFirst);
      isFirst = false;
    });
  }

  // Whether it no longer waits; another tab may have sent or deleted it.
  #checkGone(): boolean {
    if (!isStillKept(this.signature)) this.#finish((listener) => listener.gone());
    return this.#end.signal.aborted;
  }

  #finish(tell: (listener: KeptListener) => void): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    clearTimeout(this.#timer);
    removeKept(this.signature);
    senders.delete(this.signature.body);
    for (const listener of this.#listeners) if (listener.root.isConnected) tell(listener);
  }

  #setSending(sending: boolean): void {
    this.#sending = sending;
    for (const listener of this.#listeners) listener.sending(sending);
  }

  // While the page is not visible, it waits until it is.
  #schedule(waitMs: number): void {
    clearTimeout(this.#timer);
    if (this.#end.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!document.hidden) void this.send();
    }, jittered(waitMs));
  }
}

const senders = new Map<string, KeptSender>();

export function senderOf(signature: KeptSignature): KeptSender {
  const sender = senders.get(signature.body) ?? new KeptSender(signature);
  senders.set(signature.body, sender);
  return sender;
}
