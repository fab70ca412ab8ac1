// Searches on the page's own thread, in slices so short that typing and scrolling go on in between.
import { type Search, numbersEnd } from './search';

const sliceMs = 5; // aimed at, so that 8 are the most even where one takes longer than those before
const triesMin = 200;
const clockMs = 20; // some browsers' clocks are coarse on purpose: before that they tell nothing

// Resolves when everything that waited, input first of all, had its turn. No timer: those are held back to 4 ms, and in
// a page that nobody sees to a second.
function letOthersGo(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

// The number, or -1 once it is not wanted any more.
export async function searchInSlices(search: Search, isWanted: () => boolean): Promise<number> {
  const begun = performance.now();
  let tries = triesMin;
  for (let first = 0; isWanted() && first < numbersEnd; ) {
    const found = search(first, tries);
    if (found >= 0) return found;
    first += tries;
    const tookMs = Math.max(performance.now() - begun, clockMs);
    tries = Math.max(triesMin, Math.floor((first * sliceMs) / tookMs));
    await letOthersGo();
  }
  return -1;
}
