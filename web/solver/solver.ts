// The third file of the widget (solver.js), loaded only when a server asks for proof of work: finds a challenge's
// solution in a worker where one can be started, else on the page's own thread in short slices.
//
// A worker belongs to the page's origin, so one is started on the server's own pages alone. On a site of somebody else
// only a blob: address would do, and whether its policy lets that run cannot be asked: an attempt that it refuses is
// reported to the site. The slices need no permission.
import { bestSearch } from './best_search';
import { type Challenge, zerosFor } from './search';
import { searchInSlices } from './slices';
import type { WorkerTask } from './worker';

export interface SolverTask {
  readonly challenge: Challenge;
  readonly mayRunWasm: boolean; // on this page; where nobody knows, false, as an attempt may be reported too
  readonly isWanted: () => boolean; // asked now and then; false ends it
}

export interface Solver {
  readonly solve: (task: SolverTask) => Promise<string | undefined>;
}

const bitsMax = 28; // minutes: no server of ours asks for more
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

// Rejects where no worker can be started.
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

// Undefined once it is not wanted any more, or where it would take too long.
export async function solve({ challenge, mayRunWasm, isWanted }: SolverTask): Promise<string | undefined> {
  if (!(challenge.bits <= bitsMax)) return undefined;
  const module = mayRunWasm ? await fetchModule() : undefined;
  const isOwnPage = folder.startsWith(`${self.origin}/`);
  const inSlices = async () => searchInSlices(await bestSearch(challenge, module), isWanted);
  const found = await (isOwnPage ? searchInWorker({ challenge, module }, isWanted).catch(inSlices) : inSlices());
  return found < 0 ? undefined : zerosFor(challenge.token) + found;
}
