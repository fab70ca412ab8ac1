// What tests and benchmarks share about the programs that they start.
import { createInterface } from 'node:readline';

const readyMsMax = 120_000;

// Waits for a line of a program's output that fits `pattern`, and gives the match. The output is read on to its end and
// thrown away: a program whose pipe is full stands still at its next line. That is why this listens to the lines, and does
// not leave a `for await` over them, which pauses the stream.
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
