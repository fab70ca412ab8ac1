// The WebAssembly module of the dashboard (widget/dashboard/platform/web): loads it and accesses its memory.
//
// There is no Emscripten JavaScript: the module imports the few functions of Host, and two empty functions that its
// runtime requires.
import type { Role } from './semantics';

// The module's imports; pointers are byte offsets into its memory. They are documented in host.h.
export interface Host {
  measureText(style: number, sizePx: number, text: number, bytes: number): number;
  drawText(style: number, sizePx: number, text: number, bytes: number, rgb: number, x: number, y: number,
           pixels: number, width: number, height: number, stride: number): void;
  createTexture(texture: number, width: number, height: number, pixels: number): void;
  updateTexture(texture: number, x: number, y: number, width: number, height: number, pixels: number,
                widthAll: number): void;
  destroyTexture(texture: number): void;
  beginDraw(width: number, height: number, ground: number): void;
  useGeometry(vertices: number, vertexBytes: number, indices: number, indexBytes: number): void;
  drawElements(texture: number, count: number, firstIndex: number, firstVertex: number, left: number, top: number,
               right: number, bottom: number): void;
}

// The module's exports. They are documented in exports.cpp.
interface Exports extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  start(languageBytes: number): void;
  input(bytes: number): number;
  fontFamily(face: number): number;
  setScheme(dark: number): void;
  setMotion(reduced: number): void;
  resize(width: number, height: number, density: number): void;
  contextLost(): void;
  pointer(x: number, y: number): void;
  pointerGone(): void;
  button(down: number): void;
  key(key: number, down: number): void;
  scroll(x: number, y: number, distance: number): void;
  canScroll(x: number, y: number, distance: number): number;
  activate(id: number): void;
  focus(id: number): void;
  reveal(id: number): void;
  setFilter(bytes: number): void;
  choose(bytes: number): void;
  setConnection(failed: number, retrySeconds: number): void;
  setComplete(): void;
  receive(kind: number, bytes: number): number;
  wantsFrame(): number;
  frame(seconds: number): number;
}

// The results of a frame: exports.cpp, struct Out.
export interface Out {
  slug: string;
  unit: 'hour' | 'day';
  revision: number;
  clipboard: string;
  filter: string;
  pressable: boolean;
  focused: number;
}

// A semantic node: semantics.h.
export interface Node {
  id: number;
  role: Role;
  depth: number;
  states: number;
  x: number;
  y: number;
  width: number;
  height: number;
  name: string;
}

const nodeBytes = 32;
const outWords = 14;

export class Wasm {
  readonly exports: Exports;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  #out = 0;

  private constructor(exports: Exports) {
    this.exports = exports;
  }

  // Fetches, checks and instantiates the module. `host` may use the returned object only after start().
  static async load(url: string, integrity: string, host: Host): Promise<Wasm> {
    const response = fetch(url, { integrity, credentials: 'same-origin' });
    const { instance } = await WebAssembly.instantiateStreaming(response, {
      host: host as unknown as WebAssembly.ModuleImports,
      env: { emscripten_notify_memory_growth: () => undefined },
      wasi_snapshot_preview1: { proc_exit: () => undefined },
    });
    return new Wasm(instance.exports as Exports);
  }

  // Starts the dashboard in a language (BCP 47).
  start(language: string): void {
    this.exports._initialize();
    this.exports.start(this.write(this.#encoder.encode(language)));
  }

  // A view of the module's memory. Invalid once the memory grows.
  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, at, length);
  }

  text(at: number, bytes: number): string {
    return this.#decoder.decode(this.bytes(at, bytes));
  }

  // Copies bytes to the module's input buffer and returns their number.
  write(bytes: Uint8Array): number {
    const at = this.exports.input(bytes.length);
    if (at === 0) return 0;
    this.bytes(at, bytes.length).set(bytes);
    return bytes.length;
  }

  setFilter(text: string): void {
    this.exports.setFilter(this.write(this.#encoder.encode(text)));
  }

  choose(slug: string): void {
    this.exports.choose(this.write(this.#encoder.encode(slug)));
  }

  fontFamily(face: number): string {
    const at = this.exports.fontFamily(face);
    const rest = new Uint8Array(this.exports.memory.buffer, at);
    return this.text(at, rest.indexOf(0));
  }

  // Draws a frame, `seconds` after the one before.
  frame(seconds: number): Out {
    this.#out = this.exports.frame(seconds);
    const [slug = 0, slugBytes = 0, unit, revision = 0, , , , , ...rest] = this.#words();
    const [clipboard = 0, clipboardBytes = 0, filter = 0, filterBytes = 0, cursor, focused = 0] = rest;
    return {
      slug: this.text(slug, slugBytes),
      unit: unit === 1 ? 'day' : 'hour',
      revision,
      clipboard: this.text(clipboard, clipboardBytes),
      filter: this.text(filter, filterBytes),
      pressable: cursor === 1,
      focused,
    };
  }

  // The semantic nodes of the last frame.
  nodes(): Node[] {
    const [, , , , nodes, length = 0, names = 0] = this.#words();
    const view = new DataView(this.exports.memory.buffer, nodes, length * nodeBytes);
    return Array.from({ length }, (_, i) => {
      const at = i * nodeBytes;
      return {
        id: view.getUint32(at, true),
        role: view.getUint8(at + 4),
        depth: view.getUint8(at + 5),
        states: view.getUint16(at + 6, true),
        x: view.getFloat32(at + 8, true),
        y: view.getFloat32(at + 12, true),
        width: view.getFloat32(at + 16, true),
        height: view.getFloat32(at + 20, true),
        name: this.text(names + view.getUint32(at + 24, true), view.getUint32(at + 28, true)),
      };
    });
  }

  #words(): Uint32Array {
    return new Uint32Array(this.exports.memory.buffer, this.#out, outWords);
  }
}
