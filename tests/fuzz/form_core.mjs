// Passes questions from stdin to the form core as WebAssembly, and its answers to stdout: two 32-bit lengths, rules,
// form; one 32-bit length, answer. All little-endian.
import { readSync, writeSync } from 'node:fs';
import { FormCore } from '../wasm/modules.mjs';

function read(size) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const count = readSync(0, bytes, at, size - at, null);
    if (count === 0) process.exit(0);
    at += count;
  }
  return bytes;
}

const core = await FormCore.load();
for (;;) {
  const lengths = read(8);
  const rules = read(lengths.readUInt32LE(0));
  const form = read(lengths.readUInt32LE(4));
  const answer = core.checkBytes(rules, form);
  const reply = Buffer.alloc(4 + answer.length);
  reply.writeUInt32LE(answer.length);
  answer.copy(reply, 4);
  for (let at = 0; at < reply.length; ) at += writeSync(1, reply, at);
}
