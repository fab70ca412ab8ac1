// Searches on the page's main thread, in slices so short that typing and scrolling continue in between.
import { type Search, numbersEnd } from './search';

const sliceMs = 5; // intended, so that even a slower slice takes at most 8
const triesMin = 200;
const clockMs = 20; // some browsers' clocks are coarse on purpose: a shorter time cannot be measured

// Resolves when everything that waited, first of all input, has been handled. Not a timer: timers are delayed to 4 ms,
// and to a second in a page that is not visible.
function yieldToPage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

// The number, or -1 once it is no longer wanted.
export async function searchInSlices(search: Search, isWanted: () => boolean): Promise<number> {
  const begun = performance.now();
  let tries = triesMin;
  for (let first = 0; isWanted() && first < numbersEnd; ) {
    const found = search(first, tries);
    if (found >= 0) return found;
    first += tries;
    const tookMs = Math.max(performance.now() - begun, clockMs);
    tries = Math.max(triesMin, Math.floor((first * sliceMs) / tookMs));
    await yieldToPage();
  }
  return -1;
}
