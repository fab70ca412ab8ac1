// Keeps the visible counts on a page up to date: one request per campaign, language and partner, however many widgets
// show it, every 15 seconds, for one hour.
import { type Count, fetchCount, server } from './api';
import { whenSigned } from './events';
import { buildAll } from './tree';

export interface Watcher {
  readonly campaign: string;
  readonly lang: string;
  readonly partner?: string; // whose own count is shown beside the total
  inView: boolean;
  show(count: Count): void;
}

const everyMs = 15_000;
const jitter = 0.2; // so that the readers of a page do not all ask at the same time
const backoffMax = 8;
const countedAfterMs = 11_000; // the server updates its counts every 10 seconds
const stopAfterMs = 3_600_000;

const watchers = new Set<Watcher>();
let timer: ReturnType<typeof setTimeout> | undefined;
let backoff = 1;

function keyOf({ campaign, lang, partner = '' }: Watcher): string {
  return `${campaign} ${lang} ${partner}`;
}

async function refresh(which: (watcher: Watcher) => boolean): Promise<void> {
  const wanted = new Map([...watchers].filter(which).map((watcher) => [keyOf(watcher), watcher]));
  await Promise.all(
    [...wanted].map(async ([key, { campaign, lang, partner }]) => {
      try {
        const count = await fetchCount(campaign, lang, partner);
        backoff = 1;
        for (const watcher of watchers) {
          if (keyOf(watcher) === key) watcher.show(count);
        }
      } catch {
        backoff = Math.min(backoff * 2, backoffMax); // the old count stays, and the server is asked less often
      }
    }),
  );
}

function schedule(): void {
  if (timer !== undefined || watchers.size === 0 || performance.now() > stopAfterMs) return;
  timer = setTimeout(tick, everyMs * backoff * (1 - jitter + 2 * jitter * Math.random()));
}

async function tick(): Promise<void> {
  if (document.visibilityState === 'visible') await refresh((watcher) => watcher.inView);
  timer = undefined;
  schedule();
}

export function watchCount(watcher: Watcher): void {
  watchers.add(watcher);
  schedule();
}

export function unwatchCount(watcher: Watcher): void {
  watchers.delete(watcher);
}

// As soon as a signature must be in the count, every count of this campaign on the page is updated.
whenSigned((signed) => setTimeout(() => void refresh(({ campaign }) => campaign === signed), countedAfterMs));

// Replaces the counts in `root` that differ. The thanks of the first signer have an empty place for it.
export function replaceCounts(root: ParentNode, count: Count): void {
  for (const part of root.querySelectorAll('[data-part="count"]')) {
    if (count.confirmed === 0 && !part.hasChildNodes()) continue;
    const fresh = buildAll(count.view, server);
    if (part.textContent !== fresh.textContent) part.replaceWith(fresh);
  }
  const thanks = root.querySelector('.thanks-text');
  if (thanks && count.thanks) thanks.textContent = count.thanks;
}
