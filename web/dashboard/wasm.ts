// The WebAssembly module of the dashboard (widget/dashboard/platform/web): loads it and accesses its memory.
//
// There is no Emscripten JavaScript: the module imports the few functions of Host, and two empty functions that its
// runtime requires.
import { NodeAt, OutAt, Unit } from '../generated/constants';
import type { Role } from '../generated/constants';

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

// What a frame leaves to be read: script.h, struct Out.
export interface Out {
  slug: string;
  unit: 'hour' | 'day';
  revision: number;
  clipboard: string;
  filter: string;
  pressable: boolean;
  focused: number;
}

// What is on the canvas: script.h, struct Node.
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
    const word = (at: OutAt): number => this.#word(at);
    return {
      slug: this.text(word(OutAt.Slug), word(OutAt.SlugBytes)),
      unit: word(OutAt.Unit) === Number(Unit.Day) ? 'day' : 'hour',
      revision: word(OutAt.Revision),
      clipboard: this.text(word(OutAt.Clipboard), word(OutAt.ClipboardBytes)),
      filter: this.text(word(OutAt.Filter), word(OutAt.FilterBytes)),
      pressable: word(OutAt.Cursor) === 1,
      focused: word(OutAt.Focused),
    };
  }

  // The semantic nodes of the last frame.
  nodes(): Node[] {
    const length = this.#word(OutAt.NodeCount);
    const names = this.#word(OutAt.Names);
    const view = new DataView(this.exports.memory.buffer, this.#word(OutAt.Nodes), length * NodeAt.End);
    return Array.from({ length }, (_, i) => {
      const at = i * NodeAt.End;
      return {
        id: view.getUint32(at + NodeAt.Id, true),
        role: view.getUint8(at + NodeAt.Role),
        depth: view.getUint8(at + NodeAt.Depth),
        states: view.getUint16(at + NodeAt.States, true),
        x: view.getFloat32(at + NodeAt.X, true),
        y: view.getFloat32(at + NodeAt.Y, true),
        width: view.getFloat32(at + NodeAt.Width, true),
        height: view.getFloat32(at + NodeAt.Height, true),
        name: this.text(names + view.getUint32(at + NodeAt.NameBegin, true),
                        view.getUint32(at + NodeAt.NameBytes, true)),
      };
    });
  }

  // A member of the last frame's Out.
  #word(at: OutAt): number {
    return new DataView(this.exports.memory.buffer, this.#out).getUint32(at, true);
  }
}
