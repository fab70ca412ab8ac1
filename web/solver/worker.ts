// Solves one challenge in a thread of its own. Whoever started the worker terminates it.
import { bestSearch } from './best_search';
import { type Challenge, numbersEnd } from './search';

const tries = 65_536; // at a time: a long call would stay in the engine's slow first compiler

export interface WorkerTask {
  readonly challenge: Challenge;
  readonly module: ArrayBuffer | undefined;
}

// Posts the solution, or -1.
async function search({ challenge, module }: WorkerTask): Promise<void> {
  const next = await bestSearch(challenge, module);
  let found = -1;
  for (let first = 0; found < 0 && first < numbersEnd; first += tries) found = next(first, tries);
  postMessage(found);
}

addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => void search(data));
