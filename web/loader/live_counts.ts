// Keeps counts on a page fresh while somebody can see them: one request a campaign, language and partner, however many
// widgets show it, every 15 seconds, and no more after an hour.
import { type Count, fetchCount, server } from './api';
import { buildAll } from './tree';

export interface Watcher {
  readonly campaign: string;
  readonly lang: string;
  readonly partner?: string; // whose own count is shown beside the whole
  inView: boolean;
  show(count: Count): void;
}

const everyMs = 15_000;
const jitter = 0.2; // so that a thousand readers of one page do not ask in the same moment
const slowestFactor = 8;
const countedAfterMs = 11_000; // the server's counts move every 10 seconds
const stopAfterMs = 3_600_000;

const watchers = new Set<Watcher>();
let timer: ReturnType<typeof setTimeout> | undefined;
let slowness = 1;

function keyOf({ campaign, lang, partner = '' }: Watcher): string {
  return `${campaign} ${lang} ${partner}`;
}

async function refresh(which: (watcher: Watcher) => boolean): Promise<void> {
  const wanted = new Map([...watchers].filter(which).map((watcher) => [keyOf(watcher), watcher]));
  await Promise.all(
    [...wanted].map(async ([key, { campaign, lang, partner }]) => {
      try {
        const count = await fetchCount(campaign, lang, partner);
        slowness = 1;
        for (const watcher of watchers) {
          if (keyOf(watcher) === key) watcher.show(count);
        }
      } catch {
        slowness = Math.min(slowness * 2, slowestFactor); // the old number stays, and the server gets a rest
      }
    }),
  );
}

function schedule(): void {
  if (timer !== undefined || watchers.size === 0 || performance.now() > stopAfterMs) return;
  timer = setTimeout(tick, everyMs * slowness * (1 - jitter + 2 * jitter * Math.random()));
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

// Once a signature is sure to be counted, everything on the page that shows this campaign's count shows the new one.
document.addEventListener('undersigned:signed', (event) => {
  const signed = (event as CustomEvent<{ campaign?: unknown } | null>).detail?.campaign;
  setTimeout(() => void refresh(({ campaign }) => campaign === signed), countedAfterMs);
});

// Puts the new count wherever `root` shows another. The thanks of the first signer keep its place empty until then.
export function replaceCounts(root: ParentNode, count: Count): void {
  for (const part of root.querySelectorAll('[data-part="count"]')) {
    if (count.confirmed === 0 && !part.hasChildNodes()) continue;
    const fresh = buildAll(count.view, server);
    if (part.textContent !== fresh.textContent) part.replaceWith(fresh);
  }
  const thanks = root.querySelector('.thanks-text');
  if (thanks && count.thanks) thanks.textContent = count.thanks;
}
