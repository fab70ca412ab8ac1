// Selects ctest's tests that run one of the named programs, and prints their numbers for `ctest --tests-information`.
// The target "fuzzers" means every program whose name ends in _fuzz.
// Usage: entries.mjs FILE TARGET..., where FILE is the output of `ctest --show-only=json-v1`.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const [file, ...targets] = process.argv.slice(2);
const { tests } = JSON.parse(await readFile(file, 'utf8'));
const targetOf = ([program]) => (program.endsWith('_fuzz') ? 'fuzzers' : basename(program));
const numbers = new Map(targets.map((target) => [target, []]));
tests.forEach(({ command }, at) => command && numbers.get(targetOf(command))?.push(at + 1));
for (const [target, found] of numbers) {
  if (found.length === 0) throw new Error(`ctest has no entry of ${target}`);
}
console.log(`0,0,0,${[...numbers.values()].flat().join(',')}`);
