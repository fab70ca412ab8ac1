// The third file of the widget (solver.js), loaded only if a server asks for proof of work. Finds a challenge's
// solution in a worker if one can be started, otherwise on the page's main thread in short slices.
//
// A worker must have the page's origin, so one is started only on the server's own pages. On another site only a blob:
// address would work, and a script cannot ask whether the site's policy allows it: a refused attempt is reported to the
// site. Slices need no permission.
import { bestSearch } from './best_search';
import { type Challenge, zerosFor } from './search';
import { searchInSlices } from './slices';
import type { WorkerTask } from './worker';

export interface SolverTask {
  readonly challenge: Challenge;
  readonly mayRunWasm: boolean; // on this page; false if unknown, since a refused attempt would be reported too
  readonly isWanted: () => boolean; // asked from time to time; false ends it
}

export interface Solver {
  readonly solve: (task: SolverTask) => Promise<string | undefined>;
}

const bitsMax = 28; // more would take minutes; no server of ours asks for it
const askAgainMs = 250;

const folder = import.meta.url.replace(/[^/]*$/, '');

async function fetchModule(): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(`${folder}solver.wasm`, { integrity: __SOLVER_MODULE_INTEGRITY__, credentials: 'omit' });
    return await response.arrayBuffer();
  } catch {
    return undefined;
  }
}

// Rejects if no worker can be started.
function searchInWorker(task: WorkerTask, isWanted: () => boolean): Promise<number> {
  return new Promise<number>((resolve, reject) => {
    const worker = new Worker(`${folder}solver_worker.js`);
    const asking = setInterval(() => isWanted() || end(-1), askAgainMs);
    const end = (found: number): void => {
      clearInterval(asking);
      worker.terminate();
      resolve(found);
    };
    worker.onmessage = ({ data }: MessageEvent<number>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      clearInterval(asking);
      reject(new Error('no worker'));
    };
    worker.postMessage(task);
  });
}

// Undefined once it is no longer wanted, or if it would take too long.
export async function solve({ challenge, mayRunWasm, isWanted }: SolverTask): Promise<string | undefined> {
  if (!(challenge.bits <= bitsMax)) return undefined;
  const module = mayRunWasm ? await fetchModule() : undefined;
  const isOwnPage = folder.startsWith(`${self.origin}/`);
  const inSlices = async () => searchInSlices(await bestSearch(challenge, module), isWanted);
  const found = await (isOwnPage ? searchInWorker({ challenge, module }, isWanted).catch(inSlices) : inSlices());
  return found < 0 ? undefined : zerosFor(challenge.token) + found;
}
