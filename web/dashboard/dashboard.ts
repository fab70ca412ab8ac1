// Admin mode: turns the server's <div id="dashboard"> into the dashboard, which Dear ImGui draws in WebAssembly.
//
// Its attributes: data-wasm and data-wasm-integrity (the module), data-api (the root of its data), data-lang. The
// element after it is the server's plain table of counts. It is hidden once the first frame is drawn, and stays if
// there is no WebAssembly or no WebGL2. Needs script-src 'self' 'wasm-unsafe-eval' and connect-src 'self'. No style is
// written into the document's markup, so style-src 'self' is enough.

import sheet from './dashboard.css';
import { Feed } from './feed';
import { Input } from './input';
import { Mirror } from './mirror';
import { Renderer } from './renderer';
import { BrowserText } from './text';
import { Wasm, type Host } from './wasm';

// How often the accessible elements over the canvas are updated while it moves.
const mirrorMs = 250;

class DashboardPage {
  readonly #area: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #text: BrowserText;
  readonly #renderer: Renderer;
  #wasm!: Wasm;
  #mirror!: Mirror;
  #feed!: Feed;
  #requested = 0;
  #lastFrame = 0;
  #revision = -1;
  #lastMirror = 0;
  #focused = 0;
  #slug = '';

  // Throws if the browser lacks a feature; nothing has been changed then.
  constructor(area: HTMLElement) {
    this.#area = area;
    this.#text = new BrowserText(area.dataset['lang'] ?? 'en');
    this.#renderer = new Renderer(this.#canvas, () => {
      this.#wasm.exports.contextLost();
      this.#wake();
    });
  }

  async start(): Promise<void> {
    const { wasm = '', wasmIntegrity = '', api = '/admin/data', lang = 'en' } = this.#area.dataset;
    this.#wasm = await Wasm.load(wasm, wasmIntegrity, this.#host());
    this.#wasm.start(lang);
    this.#text.setFamilies(this.#wasm.fontFamily(0), this.#wasm.fontFamily(1));
    this.#build();
    this.#followPreferences();
    this.#followSize();
    this.#followAddress();
    new Input(this.#area, this.#wasm, this.#mirror, this.#wake);
    this.#feed = new Feed(api, this.#wasm, this.#wake);
    this.#wake();
  }

  #build(): void {
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    this.#canvas.setAttribute('aria-hidden', 'true');
    const root = document.createElement('div');
    root.className = 'mirror';
    this.#mirror = new Mirror(root, this.#wasm, this.#wake);
    this.#area.tabIndex = -1; // a click focuses it, so that keys scroll
    this.#area.replaceChildren(this.#canvas, root);
    const fallback = this.#area.nextElementSibling;
    if (fallback instanceof HTMLElement) fallback.hidden = true;
  }

  #host(): Host {
    const bytes = (at: number, length: number): Uint8Array => this.#wasm.bytes(at, length);
    const draw = this.#renderer;
    return {
      measureText: (style, size, text, length) => this.#text.measure(style, size, this.#wasm.text(text, length)),
      drawText: (style, size, text, length, rgb, x, y, pixels, width, height, stride) =>
        this.#text.draw(style, size, this.#wasm.text(text, length), rgb, x, y, this.#wasm.exports.memory.buffer,
                        pixels, width, height, stride),
      createTexture: (id, width, height, pixels) =>
        draw.createTexture(id, width, height, bytes(pixels, width * height * 4)),
      updateTexture: (id, x, y, width, height, pixels, widthAll) =>
        draw.updateTexture(id, x, y, width, height, bytes(pixels, ((height - 1) * widthAll + width) * 4), widthAll),
      destroyTexture: (id) => draw.destroyTexture(id),
      beginDraw: (width, height, ground) => draw.begin(width, height, ground),
      useGeometry: (vertices, vertexBytes, indices, indexBytes) =>
        draw.useGeometry(bytes(vertices, vertexBytes), bytes(indices, indexBytes)),
      drawElements: (...all) => draw.draw(...all),
    };
  }

  #followPreferences(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const apply = (): void => {
      this.#wasm.exports.setScheme(dark.matches ? 1 : 0);
      this.#wasm.exports.setMotion(still.matches ? 1 : 0);
      this.#wake();
    };
    dark.addEventListener('change', apply);
    still.addEventListener('change', apply);
    apply();
  }

  #followSize(): void {
    const resize = (): void => {
      const top = this.#area.getBoundingClientRect().top + scrollY;
      this.#area.style.setProperty('--dashboard-top', `${Math.round(top)}px`);
      const { clientWidth: width, clientHeight: height } = this.#area;
      const density = devicePixelRatio;
      this.#canvas.width = Math.round(width * density);
      this.#canvas.height = Math.round(height * density);
      this.#wasm.exports.resize(width, height, density);
      this.#drawNow(); // a resized canvas is blank until something is drawn
    };
    new ResizeObserver(resize).observe(this.#area);
    const followDensity = (): void => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        resize();
        followDensity();
      }, { once: true });
    };
    followDensity();
    resize();
  }

  // The fragment of the address is the chosen campaign, so that it can be linked to and the browser's back button
  // works.
  #followAddress(): void {
    const follow = (): void => {
      this.#slug = location.hash.slice(1); // a slug, which needs no decoding
      this.#wasm.choose(this.#slug);
      this.#wake();
    };
    addEventListener('popstate', follow);
    if (location.hash !== '') follow();
  }

  readonly #wake = (): void => {
    if (this.#requested === 0) this.#requested = requestAnimationFrame(() => this.#drawNow());
  };

  #drawNow(): void {
    cancelAnimationFrame(this.#requested);
    this.#requested = 0;
    const now = performance.now();
    const out = this.#wasm.frame((now - this.#lastFrame) / 1000);
    this.#lastFrame = now;
    const more = this.#wasm.exports.wantsFrame() !== 0;
    if (out.revision !== this.#revision) {
      this.#mirror.updateField(out.filter);
      if (!more || now - this.#lastMirror > mirrorMs) {
        this.#revision = out.revision;
        this.#lastMirror = now;
        this.#mirror.update();
        this.#mirror.updateField(out.filter);
      }
    }
    if (out.focused !== this.#focused) {
      this.#focused = out.focused;
      this.#mirror.followFocus(out.focused);
    }
    this.#area.style.cursor = out.pressable ? 'pointer' : 'default';
    if (out.clipboard !== '') void navigator.clipboard?.writeText(out.clipboard);
    if (out.slug !== this.#slug) {
      const first = this.#slug === '' && history.state === null && location.hash === '';
      this.#slug = out.slug;
      const address = out.slug === '' ? location.pathname : `#${encodeURIComponent(out.slug)}`;
      if (first) history.replaceState({}, '', address);
      else history.pushState({}, '', address);
    }
    this.#feed?.follow(out);
    if (more) this.#wake();
  }
}

const area = document.getElementById('dashboard');
if (area !== null) {
  try {
    await new DashboardPage(area).start();
  } catch (error) {
    // The server's table of counts stays; it has the same figures.
    console.info('The dashboard could not start. The table of counts stays.', error);
  }
}
