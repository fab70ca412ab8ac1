// Shared by tests and benchmarks: programs that they start.
import { createInterface } from 'node:readline';

const readyMsMax = 120_000;

// Waits for an output line that matches `pattern` and returns the match. The rest of the output is read and discarded,
// because a program whose pipe is full blocks at its next line. For the same reason this listens for lines instead of
// using `for await`, which pauses the stream when it ends.
export function lineOf(stream, pattern) {
  return new Promise((resolve, reject) => {
    const said = [];
    const fail = (why) => reject(new Error(`${why}, and no line fits ${pattern}. It said:\n${said.join('\n')}`));
    const tooLate = setTimeout(fail, readyMsMax, `${readyMsMax / 1000} seconds are over`);
    let found = null;
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      if (found) return;
      said.push(line);
      found = pattern.exec(line);
      if (!found) return;
      clearTimeout(tooLate);
      resolve(found);
    });
    lines.once('close', () => {
      clearTimeout(tooLate);
      fail('the output ended');
    });
  });
}
