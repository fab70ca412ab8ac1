// Starts the WebAssembly modules in Node, from their bytes and without Emscripten's JavaScript, as a page does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.env.UNDERSIGNED_WASM ?? join(root, 'build/wasm');

export async function startModule(path) {
  const imports = {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: {
      proc_exit(code) {
        throw new Error(`the module stopped with ${code}`);
      },
    },
  };
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, path)), imports);
  instance.exports._initialize();
  return instance.exports;
}

// Writes the parts one after the other into the module, calls `work`, and returns the bytes of the answer.
function ask(wasm, parts, work) {
  const place = wasm.allocate(parts.reduce((size, part) => size + part.length, 0));
  let at = place;
  for (const part of parts) {
    new Uint8Array(wasm.memory.buffer).set(part, at);
    at += part.length;
  }
  const size = work();
  return Buffer.from(wasm.memory.buffer, wasm.answer(), size);
}

export class Rules {
  #wasm;

  static async load() {
    const rules = new Rules();
    rules.#wasm = await startModule('widget/form/core_test.wasm');
    return rules;
  }

  // "ok <value>" or "error <code>", as bytes.
  apply(rule, argument, input) {
    const parts = [Buffer.from(rule), Buffer.from(argument), input];
    return ask(this.#wasm, parts, () => this.#wasm.apply(parts[0].length, parts[1].length));
  }

  // The hexadecimal SHA-256 of the answers to random questions (tests/shared/differential.h).
  digest(rule, from, count) {
    return ask(this.#wasm, [Buffer.from(rule)], () => this.#wasm.digest(from, count)).toString();
  }
}

export class FormCore {
  #wasm;

  static async load() {
    const core = new FormCore();
    core.#wasm = await startModule('widget/form/form.wasm');
    return core;
  }

  get exports() {
    return this.#wasm;
  }

  check(rules, form) {
    return this.checkBytes(Buffer.from(rules), Buffer.from(form)).toString();
  }

  checkBytes(rules, form) {
    return ask(this.#wasm, [rules, form], () => this.#wasm.check(rules.length, form.length));
  }
}
