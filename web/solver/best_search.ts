// The fastest search that this browser can run.
import { jsSearch } from './js_search';
import { type Challenge, type Search, beginningOf } from './search';
import { wasmSearch } from './wasm_search';

// `module`: the bytes of solver.wasm; undefined if WebAssembly may not run.
export async function bestSearch({ token, bits }: Challenge, module: ArrayBuffer | undefined): Promise<Search> {
  const beginning = beginningOf(token);
  const wasm = module && (await wasmSearch(module, beginning, bits).catch(() => undefined));
  return wasm ?? jsSearch(beginning, bits);
}
