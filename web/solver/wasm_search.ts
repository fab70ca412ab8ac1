// The search as WebAssembly (widget/solver/solver.cpp), four numbers at a time.
import type { Search } from './search';

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  place(size: number): number;
  search(size: number, bits: number, first: number, tries: number): number;
}

// Throws if it cannot run: WebAssembly without SIMD, or none at all.
export async function wasmSearch(module: ArrayBuffer, beginning: Uint8Array, bits: number): Promise<Search> {
  const { instance } = await WebAssembly.instantiate(module);
  const wasm = instance.exports as unknown as Exports;
  wasm._initialize();
  const place = wasm.place(beginning.length);
  if (place === 0) throw new RangeError();
  new Uint8Array(wasm.memory.buffer).set(beginning, place);
  return (first, tries) => wasm.search(beginning.length, bits, first, tries);
}
