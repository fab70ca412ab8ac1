// The form core: the server's own checks as WebAssembly (widget/form/form_core.cpp). Optional: if a site's policy or a
// slow connection prevents it, the server's answer shows the same messages a moment later.

export interface Outcome {
  readonly errors: readonly { field: string; code: string }[];
  readonly suggestedDomain: string;
}

export interface Core {
  // Undefined for a form that is too large; the server says what is too long.
  check(rules: string, form: string): Outcome | undefined;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  allocate(size: number): number;
  check(rulesSize: number, formSize: number): number;
  answer(): number;
}

// "email not_an_email\n? gmail.com\n"
function parseOutcome(text: string): Outcome {
  const lines = text.split('\n').filter(Boolean).map((line) => line.split(' '));
  return {
    errors: lines.filter(([field]) => field !== '?').map(([field = '', code = '']) => ({ field, code })),
    suggestedDomain: lines.find(([field]) => field === '?')?.[1] ?? '',
  };
}

class WasmCore implements Core {
  readonly #wasm: Exports;

  constructor(wasm: Exports) {
    this.#wasm = wasm;
  }

  check(rules: string, form: string): Outcome | undefined {
    try {
      return this.#check(rules, form);
    } catch {
      return undefined; // out of memory: only the server checks
    }
  }

  #check(rules: string, form: string): Outcome | undefined {
    const encoder = new TextEncoder();
    const [rulesBytes, formBytes] = [encoder.encode(rules), encoder.encode(form)];
    const place = this.#wasm.allocate(rulesBytes.length + formBytes.length);
    if (place === 0) return undefined;
    const input = new Uint8Array(this.#wasm.memory.buffer, place);
    input.set(rulesBytes);
    input.set(formBytes, rulesBytes.length);
    const size = this.#wasm.check(rulesBytes.length, formBytes.length);
    return parseOutcome(new TextDecoder().decode(new Uint8Array(this.#wasm.memory.buffer, this.#wasm.answer(), size)));
  }
}

let isRunning = false;

// Whether WebAssembly has run on this page.
export function isCoreRunning(): boolean {
  return isRunning;
}

async function start(bytes: Promise<ArrayBuffer | undefined>): Promise<Core | undefined> {
  try {
    const module = await bytes;
    if (!module) return undefined;
    const { instance } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: { proc_exit() {} } });
    const wasm = instance.exports as unknown as Exports;
    wasm._initialize();
    isRunning = true;
    return new WasmCore(wasm);
  } catch {
    return undefined;
  }
}

let started: Promise<Core | undefined> | undefined;

// Starts the core once per page. Undefined if it cannot run.
export function startCore(bytes: Promise<ArrayBuffer | undefined>): Promise<Core | undefined> {
  return (started ??= start(bytes));
}
